import type { GroupLine, PersonLine, Reach } from '@/lib/feed/view-models';
import type { Frequency } from '@/lib/notifications/rules';

export type GroupAccess = GroupLine['access'];
export type GroupRole = 'owner' | 'manager' | 'member';

/** A group in a list of groups. */
export type GroupCard = GroupLine & {
  description: string;
  memberCount: number;
  /** Null where nothing was posted, or nothing that the reader may see. */
  lastActivityAt: string | null;
  role: GroupRole | null;
  hasAsked: boolean;
  can: { join: boolean; ask: boolean };
};

export type GroupTab = 'mine' | 'all' | 'archived';

export type GroupList = { items: GroupCard[]; next: string | null };

/** A group as its own pages show it. Whatever only members may know is empty for everybody else. */
export type GroupView = GroupLine & {
  description: string;
  informationTitle: string;
  information: string;
  isBroadcast: boolean;
  allowsGuests: boolean;
  isAutoArchiveDisabled: boolean;
  /** When it was archived, and whether nobody did that but time. */
  archivedAt: string | null;
  isAutoArchived: boolean;
  /** When it will be, unless somebody posts or comments: known once notice of it was given. */
  archivesAt: string | null;
  createdAt: string;
  version: number;
  memberCount: number;
  owner: PersonLine | null;
  /** Who looks after it, the owner first, and who came in last: for those to whom the group is open. */
  managers: PersonLine[];
  newest: PersonLine[];
  /** How many wait for the reader's answer. */
  requestCount: number;
  /** Who reads what is posted here. */
  reach: Reach;
  /** What is shown above its posts, and the last day of that, in the organisation's time zone. */
  announcement: { id: string; postId: string; until: string } | null;
  role: GroupRole | null;
  /** How a member hears of it: how often its mail comes, and until when it is muted. */
  frequency: Frequency | null;
  mutedUntil: string | null;
  hasAsked: boolean;
  /** Whether the feed, the information and the members are open to the reader. */
  isOpen: boolean;
  /** Whether they are open only by a permission; such visits are recorded. */
  isOverseen: boolean;
  can: {
    post: boolean;
    announce: boolean;
    join: boolean;
    ask: boolean;
    withdraw: boolean;
    leave: boolean;
    edit: boolean;
    manageMembers: boolean;
    decide: boolean;
    invite: boolean;
    archive: boolean;
    delete: boolean;
    transfer: boolean;
  };
};

export type MemberView = {
  person: PersonLine;
  role: GroupRole;
  joinedAt: string;
  can: { remove: boolean; promote: boolean; demote: boolean };
};

export type MemberList = { items: MemberView[]; next: string | null };

export type JoinRequestView = { id: string; person: PersonLine; requestedAt: string };

export type InvitationView = { id: string; email: string; kind: PersonLine['kind']; link: string };
