import type { SeedField, SeedPost, SeedRecord } from '../model';
import { changeItemId } from '../rows/changes';
import { commentId, postId } from '../rows/posts';
import { stableId } from '../stable-id';
import { castBegan, castPeople } from './people';
import { castGroups } from './places';

const HOUR = 3_600_000;
const BEGAN = Date.parse('2025-03-27T15:00:00Z');
const after = (hours: number) => new Date(BEGAN + hours * HOUR);

const { owner, member, asker, follower } = castPeople;

/** A field of opportunities that only the private group and View All Data read. */
export const castMargin = {
  id: stableId(castBegan, 'field opportunity margin'),
  apiName: 'margin',
  label: 'Margin',
} as const;

export const castFields: SeedField[] = [
  {
    ...castMargin,
    object: 'opportunity',
    help: 'What is left of the price. For those who calculate it.',
    type: 'percent',
    isTracked: true,
    position: 110,
    createdAt: castBegan,
    readers: [{ principal: castGroups.private.slug }, { permission: 'view_all_data' }],
  },
];

export type CastRecord = 'account' | 'open' | 'restricted' | 'shared' | 'deleted';

const rows: Record<CastRecord, Omit<SeedRecord, 'id' | 'key'>> = {
  /** An account that everybody reads. */
  account: {
    object: 'account',
    name: 'Cancity',
    owner: owner.handle,
    at: after(0),
    values: { sector: 'Retail', revenue: 718.62, employees: 2448 },
    history: [],
  },
  /** An opportunity that everybody reads, with a margin that few do; the last change of it is nothing but the margin. */
  open: {
    object: 'opportunity',
    name: 'Cancity, GTX Pro',
    owner: member.handle,
    at: after(1),
    values: { account: 'cast-account', product: 'GTX Pro', stage: 'Prospecting', amount: 4821, margin: 38 },
    history: [
      { at: after(2), by: member.handle, patch: { stage: 'Engaging', engage_date: '2025-03-27' } },
      { at: after(3), by: owner.handle, patch: { amount: 4400 } },
      { at: after(4), by: owner.handle, patch: { amount: 4514, margin: 41 } },
      { at: after(5), by: owner.handle, patch: { margin: 43 } },
    ],
  },
  /** Restricted: its owner, and everyone above them, hold it. */
  restricted: {
    object: 'opportunity',
    name: 'Harbor Lights renewal',
    owner: member.handle,
    at: after(6),
    values: { account: 'cast-account', stage: 'Engaging', amount: 26_768 },
    history: [{ at: after(7), by: member.handle, patch: { amount: 30_288 } }],
    isPrivate: true,
  },
  /** Restricted and given away: to read to the follower, to write to the group with the guest. */
  shared: {
    object: 'case',
    name: 'Gate sensor fails',
    owner: asker.handle,
    at: after(8),
    values: { status: 'New', priority: 'High', account: 'cast-account', description: 'The gate stays open at night.' },
    history: [{ at: after(9), by: asker.handle, patch: { status: 'Working' } }],
    isPrivate: true,
    shares: [
      { principal: follower.handle, level: 'read' },
      { principal: castGroups.guests.slug, level: 'write' },
    ],
  },
  /** In the bin of its owner. */
  deleted: {
    object: 'opportunity',
    name: 'Withdrawn deal',
    owner: member.handle,
    at: after(10),
    values: { stage: 'Prospecting' },
    history: [],
    deletedAt: after(11),
  },
};

const seeded = Object.entries(rows).map(([role, row]): [string, SeedRecord] => {
  const key = `cast-${role}`;
  return [role, { ...row, key, id: stableId(row.at, key) }];
});

export const castRecordRows: SeedRecord[] = seeded.map(([, record]) => record);

const discussion: SeedPost = {
  author: member.handle,
  at: after(12),
  place: 'cast-restricted',
  body: 'They want the lights to stay and the cost to go. #harborlights',
  earlier: null,
  likes: [],
  topics: [],
  comments: [{ author: owner.handle, at: after(13), body: 'Keep the offer.', parent: null, earlier: null, likes: [] }],
};

export const castRecordPosts = [discussion];

type Named = { id: string; object: string; name: string; items: readonly string[] };

function named({ id, object, name, at, history }: SeedRecord): Named {
  const moments = [at, ...history.map((save) => save.at)];
  return { id, object, name, items: moments.map((moment, index) => changeItemId(id, index + 1, moment)) };
}

/**
 * The records by what they are for. `items` announce their creation and each change, in order. On the restricted one
 * stand a post of the member, with the topic #harborlights that nothing else carries, and a comment of the owner.
 */
export const castRecords = {
  ...(Object.fromEntries(seeded.map(([role, record]) => [role, named(record)])) as Record<CastRecord, Named>),
  post: {
    id: postId(discussion),
    commentId: discussion.comments.map((answer) => commentId(discussion, answer))[0] ?? '',
    topic: 'harborlights',
  },
};
