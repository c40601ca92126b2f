import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import type { CastRole } from '@/db/seed/cast/people';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { editComment } from '@/lib/feed/edit-comment';
import { editPost } from '@/lib/feed/edit-post';
import { keepDraft } from '@/lib/feed/keep-draft';
import { addMember } from '@/lib/groups/add-member';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { viewerOf } from './eyes';
import { isMember, knows, meets, opens, readable } from './reference';
import { groups, people, posts, theGroup, theRole } from './world';

/** Places that are not everybody's. */
export const restricted = ['private', 'unlisted', 'archivedPrivate', 'guests'] as const;
export type Restricted = (typeof restricted)[number];

const kinds = ['post', 'own', 'comment', 'earlier', 'past', 'topic', 'information', 'draft'] as const;
type Kind = (typeof kinds)[number] | 'name' | 'description';

/** A word that stands nowhere else: `zqprivatetopic`. */
export const word = (place: Restricted, kind: Kind): string => `zq${place}${kind}`.toLowerCase();

/** Everything that nobody outside the place may read; of an unlisted group also what it is called. */
export function wordsOf(place: Restricted): string[] {
  const all: Kind[] = place === 'unlisted' ? [...kinds, 'name', 'description'] : [...kinds];
  const hidden = all.map((kind) => word(place, kind));
  return place === 'unlisted' ? [...hidden, theGroup(place).slug] : hidden;
}

/** What in an address opens a place to those who hold the permission: its own slug, and the ids of its posts. */
function opening(place: Restricted): string[] {
  const { slug } = theGroup(place);
  const { postId = slug, ownId = slug } = planted.get(place) ?? {};
  return [slug, postId, ownId, ...posts.filter((post) => post.place === slug).map(({ id }) => id)];
}

/** For guests, what all colleagues are called whom they do not meet in a group or in what they may read. */
function namesHiddenFrom(role: CastRole): string[] {
  const eyes = { who: theRole(role) };
  if (!eyes.who.isGuest) return [];
  const writers = new Set(
    readable(eyes).flatMap(({ author, answers }) => [author, ...answers.map((one) => one.author)]),
  );
  const unmet = people.filter((person) => !meets(eyes, person) && !writers.has(person.handle));
  const unknown = groups.filter((group) => !knows(eyes, group));
  return [...unmet, ...unknown].map(({ name }) => name.toLowerCase());
}

/** The words in which somebody must never be answered, but for the one place that they have opened by going there. */
export function hiddenFrom(role: CastRole, path: string): string[] {
  const who = theRole(role);
  const words = restricted.flatMap((place) => {
    const group = theGroup(place);
    const isOpened = opens(who, group) && opening(place).some((part) => path.includes(part));
    return isMember(who, group) || isOpened ? [] : wordsOf(place);
  });
  return [...words, ...namesHiddenFrom(role)];
}

/** What was written in each place. */
export const planted = new Map<Restricted, { postId: string; ownId: string; commentId: string }>();

const by = (role: CastRole) => viewerOf(theRole(role));
const sent = (subjectId: string, body: string) => ({ subjectId, body, clientId: newId(), confirm: true });

/** A post and a comment by the member that once said something else, and one by somebody who was thrown out since. */
async function write(place: Restricted): Promise<void> {
  const { id } = theGroup(place);
  const said = (kind: Kind) => word(place, kind);
  const first = `Said ${said('earlier')} #${said('topic')} to @${cast.outsider.handle}`;
  const { postId } = await createPost(by('member'), sent(id, first));
  await editPost(by('member'), {
    id: postId,
    body: `Says ${said('post')} #${said('topic')}`,
    version: 1,
    confirm: true,
  });
  const answer = { id: postId, body: `Said ${said('past')}`, clientId: newId(), confirm: true };
  const { commentId } = await createComment(by('member'), answer);
  await editComment(by('member'), { id: commentId, body: `Says ${said('comment')}`, version: 1, confirm: true });
  const { id: personId } = cast.formerMember;
  if (place !== 'guests') await addMember(by('owner'), { groupId: id, personId });
  const author = place === 'guests' ? 'guest' : 'formerMember';
  const { postId: ownId } = await createPost(by(author), sent(id, `Says ${said('own')} #${said('topic')}`));
  await bookmarkPost(by(author), { id: ownId });
  if (place !== 'guests') await removeMember(by('owner'), { groupId: id, personId });
  await keepDraft(cast.member.id, { place: `post:${id}`, source: said('draft'), clientId: newId() });
  planted.set(place, { postId, ownId, commentId });
}

/** Plants every word. The archived group is open while it is written in. */
export async function plantCanaries(database: Database): Promise<void> {
  const archived = theGroup('archivedPrivate').id;
  await database.query('update groups set archived_at = null where id = $1', [archived]);
  for (const place of restricted) {
    const { id } = theGroup(place);
    await database.query('update groups set information = $2 where id = $1', [id, word(place, 'information')]);
    await write(place);
  }
  const { id } = theGroup('unlisted');
  await database.query('update groups set description = $2 where id = $1', [id, word('unlisted', 'description')]);
  await database.query('update subjects set name = $2 where id = $1', [id, `Harbor ${word('unlisted', 'name')}`]);
  await database.query('update groups set archived_at = now() where id = $1', [archived]);
  // Only planted topics are talked about, so that they stand beside Home and on the page of topics.
  await database.query(
    "update topic_assignments set assigned_at = now() - interval '20 days' where topic_id in (select id from topics where key not like 'zq%')",
  );
}
