import 'server-only';
import { answers } from '@/lib/access/abilities';
import type { PlaceFacts } from '@/lib/access/facts';
import type { Scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { recordIdsIn, topicsIn } from '@/lib/body/references';
import { readersCounted } from '@/lib/reading/rules';
import { changeBody } from '@/lib/tracking/change-words-rules';
import { changesQuery, namesQuery } from './changes-sql';
import { everyone } from './everyone';
import { postsQuery } from './posts-sql';
import { RECENT_COMMENTS } from './rules';
import type { ChangeView, CommentView, Names, PostView, Reach } from './view-models';

type CommentRow = Omit<CommentView, 'can'>;
type PostRow = Omit<PostView, 'can' | 'reach' | 'comments' | 'seenBy' | 'changes'> &
  PlaceFacts & { audience: string | null; audiencePeople: number; comments: CommentRow[]; readers: number | null };

/** What a post's view takes from outside of its row: how many people there are, how many posts are shown at once, what they say of records. */
type Around = { everyonePeople: number; posts: number; said: Said };

type Told = { itemId: string; changes: ChangeView[]; names: Names };

/** What announcements say, by item, and the records that texts name. */
type Said = { told: ReadonlyMap<string, Told>; records: Names };

/** Whether the viewer looks in with a permission: writing never does, so no button must promise it. */
const onlyLooks = (viewer: Viewer, audience: string | null) => audience !== null && viewer.oversees.includes(audience);

function commentView(viewer: Viewer, row: CommentRow, place: PlaceFacts & { audience: string | null }): CommentView {
  const can = answers('comment', viewer, {
    ...place,
    id: row.id,
    itemId: row.postId,
    parentId: row.parentId,
    authorId: row.author.id,
    version: row.version,
    source: '',
    tree: row.body,
  });
  const acts = !onlyLooks(viewer, place.audience);
  return {
    ...row,
    can: { edit: acts && can.edit, delete: acts && can.delete, like: acts && can.like, reply: acts && can.reply },
  };
}

/** Oldest first, each reply after what it answers; ids sort by time. */
function byThread(comments: readonly CommentRow[]): CommentRow[] {
  const place = (comment: CommentRow) => `${comment.parentId ?? comment.id} ${comment.id}`;
  return comments.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function reachOf(row: PostRow, everyonePeople: number): Reach {
  if (row.audience !== null && row.place?.kind === 'record') return { name: row.place.record.name, people: null };
  if (row.audience === null) return { name: null, people: everyonePeople };
  return { name: row.place?.kind === 'group' ? row.place.group.name : '', people: row.audiencePeople };
}

function seenBy(readers: number | null, posts: number): PostView['seenBy'] {
  const most = readersCounted(posts);
  return readers === null ? null : { count: Math.min(readers, most), isMore: readers > most };
}

function postView(viewer: Viewer, row: PostRow, { everyonePeople, posts, said }: Around): PostView {
  const told = said.told.get(row.id);
  const {
    placeKind,
    placeId,
    access,
    isArchived,
    role,
    ownsPlace,
    audience,
    audiencePeople: _,
    comments,
    readers,
    ...post
  } = row;
  const place = { placeKind, placeId, access, isArchived, role, ownsPlace, audience };
  const can = answers('post', viewer, {
    ...place,
    id: row.id,
    kind: row.kind,
    authorId: row.author.id,
    version: row.version,
    source: '',
    tree: row.body,
    activityTime: Date.parse(row.activityAt),
  });
  const acts = !onlyLooks(viewer, audience);
  const inText = new Set(topicsIn(row.body).map((topic) => topic.key));
  return {
    ...post,
    body: told ? changeBody(told, viewer) : row.body,
    names: { ...row.names, ...said.records, ...told?.names },
    changes: told?.changes ?? [],
    reach: reachOf(row, everyonePeople),
    topics: row.topics.filter((topic) => !inText.has(topic.key)),
    seenBy: acts && can.seeReaders ? seenBy(readers, posts) : null,
    comments: byThread(comments).map((comment) =>
      commentView(viewer, { ...comment, names: { ...comment.names, ...said.records } }, place),
    ),
    can: {
      edit: acts && can.edit,
      delete: acts && can.delete,
      comment: acts && can.comment,
      like: acts && can.like,
      keep: acts,
      assignTopics: acts && can.assignTopics,
      seeReaders: acts && can.seeReaders,
    },
  };
}

const bodiesOf = (post: PostRow) => [post.body, ...post.comments.map(({ body }) => body)];

/** What the page says of records; most pages say nothing of any, and ask nothing. */
async function readSaid(s: Scope, posts: readonly PostRow[]): Promise<Said> {
  const itemIds = posts.filter(({ kind }) => kind === 'change').map(({ id }) => id);
  const recordIds = [...new Set(posts.flatMap(bodiesOf).flatMap(recordIdsIn))];
  const [told, named] = await Promise.all([
    itemIds.length > 0 ? s.rows<Told>(changesQuery(s, itemIds)) : [],
    recordIds.length > 0 ? s.rows<{ names: Names }>(namesQuery(s, recordIds)) : [],
  ]);
  return { told: new Map(told.map((one) => [one.itemId, one])), records: named[0]?.names ?? {} };
}

/** An announcement of which nothing is left to read, such as that of a record that one may not see, is not there. */
const isThere = ({ kind, changes }: PostView) => kind !== 'change' || changes.length > 0;

/** The view models of some items in their order; ids that the viewer may not see are left out. */
export async function loadPosts(s: Scope, ids: readonly string[], comments = RECENT_COMMENTS): Promise<PostView[]> {
  if (ids.length === 0) return [];
  const [found, everyonePeople] = await Promise.all([
    s.rows<{ post: PostRow }>(postsQuery(s, ids, comments)),
    everyone(s),
  ]);
  const posts = found.map(({ post }) => post);
  const around = { everyonePeople, posts: ids.length, said: await readSaid(s, posts) };
  return posts.map((post) => postView(s.viewer, post, around)).filter(isThere);
}
