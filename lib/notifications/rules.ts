/** Why somebody is told of something. One event gives a person one notification, with the first of these that holds. */
export const reasonNames = [
  'mention_post',
  'mention_comment',
  'announcement',
  'comment_on_mine',
  'profile_post',
  'comment_on_profile_post',
  'comment_after_mine',
  'comment_on_bookmarked',
  'comment_on_liked',
  'join_request',
  'join_accepted',
  'join_declined',
  'role_changed',
  'added_to_group',
  'group_archived',
  'record_owner',
  'record_shared',
  'record_post',
  'like',
  'follow',
  'group_post',
] as const;

export type Reason = (typeof reasonNames)[number];

export type Channels = { page: boolean; email: boolean };

type ReasonRule = Channels & {
  /** As a line of the settings. */
  label: string;
  /** Whether people choose its channels; an announcement reaches everyone. */
  isChoosable: boolean;
};

const everywhere: Channels = { page: true, email: true };
const onPage: Channels = { page: true, email: false };

/**
 * What each reason is called and where it goes until somebody chooses otherwise. Mail comes for what is meant for one
 * person; what is nice to know waits under the bell. Mail of `group_post` follows the frequency of each membership.
 */
export const reasons: Record<Reason, ReasonRule> = {
  mention_post: { label: 'Someone mentions me in a post', ...everywhere, isChoosable: true },
  mention_comment: { label: 'Someone mentions me in a comment', ...everywhere, isChoosable: true },
  announcement: { label: 'A group of mine announces something', ...everywhere, isChoosable: false },
  comment_on_mine: { label: 'Someone comments on a post of mine', ...everywhere, isChoosable: true },
  profile_post: { label: 'Someone posts on my profile', ...everywhere, isChoosable: true },
  comment_on_profile_post: { label: 'Someone comments on a post on my profile', ...onPage, isChoosable: true },
  comment_after_mine: { label: 'Someone comments after me', ...onPage, isChoosable: true },
  comment_on_bookmarked: { label: 'Someone comments on a post I bookmarked', ...onPage, isChoosable: true },
  comment_on_liked: { label: 'Someone comments on a post I like', ...onPage, isChoosable: true },
  join_request: { label: 'Someone asks to join a group I manage', ...everywhere, isChoosable: true },
  join_accepted: { label: 'I am let into a group', ...everywhere, isChoosable: true },
  join_declined: { label: 'My request to join a group is declined', ...everywhere, isChoosable: true },
  role_changed: { label: 'My role in a group changes', ...everywhere, isChoosable: true },
  added_to_group: { label: 'Someone adds me to a group', ...everywhere, isChoosable: true },
  group_archived: { label: 'A group I manage is archived, or soon will be', ...everywhere, isChoosable: true },
  record_owner: { label: 'Someone makes me owner of a record', ...everywhere, isChoosable: true },
  record_shared: { label: 'Someone shares a record with me', ...everywhere, isChoosable: true },
  record_post: { label: 'Someone posts on a record of mine', ...everywhere, isChoosable: true },
  like: { label: 'Someone likes a post or comment of mine', ...onPage, isChoosable: true },
  follow: { label: 'Someone follows me', ...onPage, isChoosable: true },
  group_post: { label: 'Someone posts in a group of mine', page: false, email: false, isChoosable: true },
};

export const choosable: readonly Reason[] = reasonNames.filter((reason) => reasons[reason].isChoosable);

/** Lower goes before higher. */
export const rankOf = (reason: Reason): number => reasonNames.indexOf(reason);

export const isReason = (text: string): text is Reason => (reasonNames as readonly string[]).includes(text);

/** Whether mail for a reason is decided by how often a group's mail comes, and not by a choice of its own. */
export const isByGroup = (reason: Reason): boolean => reason === 'group_post';

/** What hangs on an item is heard although the item or its group is muted. */
export const heardThroughMute: readonly Reason[] = ['mention_post', 'mention_comment', 'announcement'];

/** How long mail of one thread is collected before it goes out. */
export const BATCH_MINUTES = 2;

export const PAGE_SIZE = 20;

/** Lines counted for the bell; one more says that there are more. */
export const MOST_COUNTED = 99;

/** The lines are those of so many unread notifications: whoever has more has not looked for weeks. */
export const MOST_LOOKED_AT = 500;

export const KEPT_DAYS = 90;

/** Beyond so many a person's oldest notifications go until `TRAY_LEFT` are there. */
export const TRAY_CAP = 10_000;
export const TRAY_LEFT = 5_000;

export const frequencies = ['every', 'daily', 'weekly', 'never'] as const;
export type Frequency = (typeof frequencies)[number];

export const frequencyNames: Record<Frequency, string> = {
  every: 'Every post',
  daily: 'Daily digest',
  weekly: 'Weekly digest',
  never: 'Never',
};

export const digestPeriods = ['daily', 'weekly', 'never'] as const;
export type DigestPeriod = (typeof digestPeriods)[number];

export const digestNames: Record<DigestPeriod, string> = { daily: 'Every day', weekly: 'Every week', never: 'Never' };

export const mutePeriods = ['8h', 'day', 'week', 'off'] as const;
export type MutePeriod = (typeof mutePeriods)[number];

export const mutePeriodNames: Record<MutePeriod, string> = {
  '8h': 'For 8 hours',
  day: 'For a day',
  week: 'For a week',
  off: 'Unmute',
};

const HOUR = 3_600_000;
const muteHours: Record<MutePeriod, number> = { '8h': 8, day: 24, week: 168, off: 0 };

/** Until when a group is muted that is muted now; null for not. */
export const mutedUntil = (period: MutePeriod, now: Date): Date | null =>
  period === 'off' ? null : new Date(now.getTime() + muteHours[period] * HOUR);

/** The post that a thread is about, if it is about one: `post:ID` and `like:ID`. */
export const itemOf = (threadKey: string): string | null => /^(?:post|like):(.+)$/.exec(threadKey)?.[1] ?? null;

/** The page that answers why one got a notification. */
export const whyPath = (id: string): string => `/notifications/${id}`;

export const settingsPath = '/settings/notifications';

/** What a form of the defaults was made from, to notice that another admin saved meanwhile. */
export const versionOf = (rows: readonly (Channels & { reason: Reason; isLocked: boolean })[]): string =>
  rows.map(({ reason, page, email, isLocked }) => `${reason}:${+page}${+email}${+isLocked}`).join(' ');
