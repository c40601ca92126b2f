import type { GroupLine, PersonLine, Place } from '@/lib/feed/view-models';
import type { Channels, DigestPeriod, Frequency, Reason } from './rules';

/** All notifications of one thread and reason as one line, as the newest of them has it. */
export type NotificationLine = {
  /** The newest notification: marks the line, and asks why one got it. */
  id: string;
  reason: Reason;
  /** Who came last first: at most two, of those whom the reader may know. */
  actors: PersonLine[];
  othersCount: number;
  /** What the post or comment says, in short; null for what is about neither. */
  excerpt: string | null;
  /** Where the post stands (null on its author's own profile), or the group or record that it is about. */
  place: Place | null;
  /** For likes: what was liked. */
  liked: 'post' | 'comment' | null;
  /** For `role_changed`: the role since then. */
  role: 'owner' | 'manager' | 'member' | null;
  /** For `group_archived`. */
  notice: 'archive_near' | 'archived' | null;
  /** For `join_declined`: what was written along. */
  message: string | null;
  /** `/posts/ID#comment-ID`, or the group or record, or whoever follows. */
  href: string;
  at: string;
  isUnread: boolean;
  /** What markRead takes, to mark the whole thread. */
  threadKey: string;
};

export type NotificationPage = { items: NotificationLine[]; next: string | null };

export type Channel = keyof Channels;
export type DeliveryState = 'waiting' | 'sent' | 'cancelled' | 'off';

/** What became of a notification on one channel. */
export type DeliveryView = { channel: Channel; state: DeliveryState; at: string; words: string };

/** Why somebody got a notification: the answer of the ledger. */
export type NotificationWhy = {
  line: NotificationLine;
  /** When it happened. */
  happenedAt: string;
  /** "You commented on this post before." */
  because: string;
  /** When the reader did what makes it concern them: liked, commented, bookmarked, joined; null where nothing was done. */
  since: string | null;
  deliveries: DeliveryView[];
  /** The post it is about, and the group that the reader is in where it was or that it is about: both can be muted. */
  mutes: { item: { id: string; isMuted: boolean } | null; group: GroupSetting | null };
  /** The setting that decides, in words, and where it is changed; null where there is none. */
  setting: { label: string; words: string; href: string } | null;
};

export type ReasonSetting = Channels & {
  reason: Reason;
  label: string;
  isLocked: boolean;
  /** Mail follows the frequency of each group: there is nothing to choose for email. */
  isByGroup: boolean;
};

export type GroupSetting = { group: GroupLine; frequency: Frequency; mutedUntil: string | null };

export type NotificationSettings = {
  receivesEmail: boolean;
  digest: DigestPeriod;
  /** For groups joined from now on. */
  groupFrequency: Frequency;
  /** Minutes after midnight in `timeZone`; null for no quiet hours. */
  quiet: { from: number; until: number } | null;
  timeZone: string;
  showsReading: boolean;
  version: number;
  reasons: ReasonSetting[];
  groups: GroupSetting[];
};

/** What an admin sets for everyone: one row for each reason that people can choose. */
export type NotificationDefaults = { reasons: ReasonSetting[]; version: string };
