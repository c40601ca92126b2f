import type { bookmarks, mutes } from '@/db/schema/feed';
import type { follows } from '@/db/schema/subjects';
import type { topics } from '@/db/schema/topics';
import { topicKey } from '@/lib/topics/rules';
import type { Definitions } from '../definitions';
import type { Mark, World } from '../model';
import { type Directory, directoryOf } from './directory';
import { type PlaceRows, placeRows } from './places';
import { type PostRows, postId, postRows } from './posts';
import { type RecordRows, recordRows } from './records';
import { TopicBook } from './topic-book';

export type Rows = PlaceRows &
  PostRows &
  RecordRows & {
    topics: (typeof topics.$inferInsert)[];
    follows: (typeof follows.$inferInsert)[];
    bookmarks: (typeof bookmarks.$inferInsert)[];
    mutes: (typeof mutes.$inferInsert)[];
  };

/** Every row of a company, table by table. Pure: what it says is what will stand in the database. */
export function rowsOf(world: World, definitions: Definitions): Rows {
  const directory = directoryOf(world);
  const book = new TopicBook();
  const places = placeRows(world, directory);
  const kept = recordRows(world, { directory, definitions, book });
  const conversations = world.posts.map((post) => postRows(post, directory, book));
  const all = <Table extends keyof PostRows>(table: Table) =>
    conversations.flatMap((rows) => rows[table] as PostRows[Table][number][]);
  return {
    ...places,
    ...kept,
    subjects: [...places.subjects, ...book.subjects(), ...kept.subjects],
    grants: [...places.grants, ...kept.grants],
    topics: book.topics(),
    feedItems: [...all('feedItems'), ...kept.feedItems],
    feedEntries: [...all('feedEntries'), ...kept.feedEntries],
    comments: all('comments'),
    revisions: all('revisions'),
    mentions: all('mentions'),
    topicAssignments: all('topicAssignments'),
    itemLikes: all('itemLikes'),
    commentLikes: all('commentLikes'),
    follows: followRows(world, directory, book),
    bookmarks: markRows(world.bookmarks, directory),
    mutes: markRows(world.mutes, directory),
  };
}

function followRows({ follows }: World, directory: Directory, book: TopicBook): Rows['follows'] {
  return follows.map(({ handle, target, at }) => ({
    personId: directory.idOf(handle),
    subjectId: target.startsWith('#') ? topicId(target, book) : directory.idOf(target),
    createdAt: at,
  }));
}

function topicId(target: string, book: TopicBook): string {
  const id = book.find(topicKey(target.slice(1)));
  if (!id) throw new Error(`Nobody has written about ${target}.`);
  return id;
}

function markRows(marks: readonly Mark[], directory: Directory) {
  return marks.map(({ handle, post, at }) => ({
    personId: directory.idOf(handle),
    itemId: postId(post),
    createdAt: at,
  }));
}
