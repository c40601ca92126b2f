import type { SeedComment, SeedPost } from '../model';
import { commentId, postId } from '../rows/posts';
import { type CastRole, castPeople } from './people';
import { type CastPlace, castGroups } from './places';

export type CastPost = { id: string; commentId: string; replyId: string };

const FIRST = Date.parse('2025-03-10T15:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Author = 'owner' | 'manager' | 'member' | 'formerMember' | 'outsider' | 'guest' | 'deactivated';
type Where = CastPlace | 'profile';

const trio: Author[] = ['owner', 'member', 'formerMember'];

/** Who has written one post in each place. Those of `profile` stand on the member's profile. */
const authors = {
  public: [...trio, 'outsider', 'deactivated'],
  private: [...trio, 'deactivated'],
  unlisted: trio,
  archived: trio,
  archivedPrivate: trio,
  broadcast: ['owner', 'manager'],
  guests: [...trio, 'guest'],
  profile: ['member', 'outsider'],
} satisfies Record<Where, Author[]>;

const like = (role: CastRole, at: Date) => ({ handle: castPeople[role].handle, at: new Date(at.getTime() + HOUR) });

function comment(role: CastRole, at: Date, body: string, parent: number | null): SeedComment {
  return { author: castPeople[role].handle, at, body, parent, earlier: null, likes: [] };
}

function seedPost(where: Where, author: Author, order: number): SeedPost {
  const at = new Date(FIRST + order * 6 * HOUR);
  const place = where === 'profile' ? castPeople.member.handle : castGroups[where].slug;
  return {
    author: castPeople[author].handle,
    at,
    place,
    body: `The ${author} wrote about **${where}** things with @${castPeople.owner.handle} here. #newtech #[${where} matters]`,
    earlier: null,
    topics: [],
    likes: [like('manager', at)],
    comments: [
      comment('manager', new Date(at.getTime() + HOUR), `The manager answers the ${author} in ${where}.`, null),
      comment('member', new Date(at.getTime() + 2 * HOUR), `The member answers the manager in ${where}.`, 0),
    ],
  };
}

const written = Object.entries(authors).flatMap(([where, roles], block) =>
  roles.map((author, index) => {
    const post = seedPost(where as Where, author, block * (DAY / HOUR / 4) + index);
    return { where, author, post };
  }),
);

export const castPostRows: SeedPost[] = written.map(({ post }) => post);

function idsOf(post: SeedPost): CastPost {
  const [first, second] = post.comments.map((answer) => commentId(post, answer));
  return { id: postId(post), commentId: first ?? '', replyId: second ?? '' };
}

/** `castPosts.private.member` is the post that the member wrote in the private group; its ids and those of its comments. */
export const castPosts = Object.fromEntries(
  Object.keys(authors).map((where) => [
    where,
    Object.fromEntries(written.filter((one) => one.where === where).map(({ author, post }) => [author, idsOf(post)])),
  ]),
) as { [W in Where]: Record<(typeof authors)[W][number], CastPost> };
