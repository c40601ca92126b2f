import { planted } from './plant';
import { type Eyes, isMember, type Reason, readable, standsUnder } from './reference';
import { follows, groupOf, type Post, personOf, recordOf, topicFollows } from './world';

/** The feeds of Home over the plain arrays: specification 4.1 and DESIGN 1. */
export const homeFeeds: Record<'following' | 'to-me' | 'company' | 'bookmarks' | 'muted', (eyes: Eyes) => Post[]> = {
  following: (eyes) => readable(eyes).filter((post) => !rests(post) && isFollowed(eyes, post) && !isMuted(eyes, post)),
  'to-me': (eyes) => readable(eyes).filter((post) => concerns(eyes, post)),
  company: (eyes) =>
    readable(eyes).filter(
      (post) =>
        !post.change &&
        !rests(post) &&
        (!eyes.who.isGuest || [...standsUnder(post).keys()].some((at) => isOwnGroup(eyes, at))),
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

/** Reasons that bring a post to those who follow the subject; what a record announced comes to its owner too. */
const isHeard = (reason: Reason, isSelf: boolean) =>
  reason === 'owner' ? isSelf : reason !== 'mention' && reason !== 'actor';

function followsSubject(handle: string, subject: string): boolean {
  if (subject.startsWith('#')) return topicFollows.some(({ from, to }) => from === handle && `#${to}` === subject);
  const isHere = recordOf(subject) !== undefined || personOf(subject).isActive;
  return isHere && follows.some(({ from, to }) => from === handle && to === subject);
}

/** A person's mentions and what they change are not their followers' business; a group's mentions are its members'. */
function isFollowed(eyes: Eyes, post: Post): boolean {
  const { handle } = eyes.who;
  if (post.change && post.author === handle) return false;
  return [...standsUnder(post)].some(([subject, reason]) => {
    if (groupOf(subject)) return isOwnGroup(eyes, subject);
    return isHeard(reason, subject === handle) && (subject === handle || followsSubject(handle, subject));
  });
}

function concerns({ who }: Eyes, post: Post): boolean {
  if (post.answers.some(({ author }) => author === who.handle)) return true;
  const reason = standsUnder(post).get(who.handle);
  if (reason === undefined || reason === 'owner') return false;
  return reason === 'mention' || post.author !== who.handle || post.answers.length > 0;
}
