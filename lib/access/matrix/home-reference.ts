import { planted } from './plant';
import { type Eyes, isMember, readable, standsUnder } from './reference';
import { follows, groupOf, type Post, personOf, topicFollows } from './world';

/** The feeds of Home over the plain arrays: specification 4.1 and DESIGN 1. */
export const homeFeeds: Record<'following' | 'to-me' | 'company' | 'bookmarks' | 'muted', (eyes: Eyes) => Post[]> = {
  following: (eyes) => readable(eyes).filter((post) => !rests(post) && isFollowed(eyes, post) && !isMuted(eyes, post)),
  'to-me': (eyes) => readable(eyes).filter((post) => concerns(eyes, post)),
  company: (eyes) =>
    readable(eyes).filter(
      (post) => !rests(post) && (!eyes.who.isGuest || [...standsUnder(post).keys()].some((at) => isOwnGroup(eyes, at))),
    ),
  bookmarks: (eyes) => readable(eyes).filter(() => planted.bookmarks.includes(eyes.who.handle)),
  muted: (eyes) => readable(eyes).filter((post) => isMuted(eyes, post)),
};

/** Posts of an archived group leave other feeds until someone comments (2.8); nobody has since those of the cast were archived. */
const rests = ({ place }: Post) => groupOf(place)?.isArchived === true;

const isMuted = ({ who }: Eyes, { id }: Post) => planted.muters.includes(who.handle) && planted.muted.includes(id);

function isOwnGroup({ who }: Eyes, handle: string): boolean {
  const group = groupOf(handle);
  return group !== undefined && isMember(who, group);
}

/** A person's mentions are not their followers' business; those of a group are its members'. */
function isFollowed(eyes: Eyes, post: Post): boolean {
  const { handle } = eyes.who;
  return [...standsUnder(post)].some(([subject, reason]) => {
    if (groupOf(subject)) return isOwnGroup(eyes, subject);
    if (reason === 'mention') return false;
    if (subject.startsWith('#')) return topicFollows.some(({ from, to }) => from === handle && `#${to}` === subject);
    if (subject === handle) return true;
    return personOf(subject).isActive && follows.some(({ from, to }) => from === handle && to === subject);
  });
}

function concerns({ who }: Eyes, post: Post): boolean {
  if (post.answers.some(({ author }) => author === who.handle)) return true;
  const reason = standsUnder(post).get(who.handle);
  if (reason === undefined) return false;
  return reason === 'mention' || post.author !== who.handle || post.answers.length > 0;
}
