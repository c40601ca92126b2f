import { heardThroughMute, isReason, type Reason, reasons } from '@/lib/notifications/rules';
import { STALE_MS } from './rules';

/** Why a delivery that waited was not made. */
export type CancelNote =
  | 'deleted'
  | 'read'
  | 'no_access'
  | 'taken_back'
  | 'muted'
  | 'setting'
  | 'stale'
  | 'deactivated'
  | 'suppressed'
  | 'organisation_off'
  | 'address_changed';

/** A waiting delivery with what decides whether it is still wanted, as the rows are now. */
export type Waiting = {
  eventId: string;
  waitingSince: number;
  /** Null when the notification is gone, because what it told of is. */
  notificationId: string | null;
  reason: string;
  actorId: string | null;
  itemId: string | null;
  commentId: string | null;
  subjectId: string | null;
  details: Record<string, string>;
  at: number;
  isRead: boolean;
  /** The like, follow or request it tells of is still there. */
  isTrue: boolean;
  isItemMuted: boolean;
  isGroupMuted: boolean;
  role: string | null;
  /** The reason that opened email, where a higher one did not. */
  mailReason: string;
  /** What the frequency of a membership says; null where that decides nothing. */
  byGroup: boolean | null;
  /** What the person chose or an admin set for the reason; null when nobody did. */
  email: boolean | null;
  /** Mailed whatever they chose. */
  isForced: boolean;
};

/** A delivery that may go into a mail. */
export type Wanted = Waiting & { notificationId: string; reason: Reason };

function isSwitchedOff({ isForced, byGroup, email, mailReason }: Waiting, receivesEmail: boolean): boolean {
  if (isForced) return false;
  const otherwise = isReason(mailReason) && reasons[mailReason].email;
  return !receivesEmail || !(byGroup ?? email ?? otherwise);
}

const isMuted = ({ isItemMuted, isGroupMuted }: Waiting, reason: Reason) =>
  (isItemMuted || isGroupMuted) && !heardThroughMute.includes(reason);

const isManagers = (reason: Reason) => reason === 'join_request' || reason === 'group_archived';

/** Whether the person may see all that a delivery is about; `seen` holds what of it is visible to them. */
function isVisible(
  { itemId, commentId, subjectId, actorId, role }: Waiting,
  reason: Reason,
  seen: ReadonlySet<string>,
) {
  if (isManagers(reason) && role !== 'owner' && role !== 'manager') return false;
  const about = itemId ? [itemId, commentId] : [subjectId, actorId];
  return about.every((id) => id === null || seen.has(id));
}

export type Eyes = { seen: ReadonlySet<string>; receivesEmail: boolean; now: Date };

/** Why a delivery is not made after all; null when it is. */
export function cancelNote(waiting: Waiting, { seen, receivesEmail, now }: Eyes): CancelNote | null {
  const { notificationId, reason } = waiting;
  if (!notificationId || !isReason(reason)) return 'deleted';
  if (waiting.isRead) return 'read';
  if (!waiting.isTrue) return 'taken_back';
  if (!isVisible(waiting, reason, seen)) return 'no_access';
  if (isMuted(waiting, reason)) return 'muted';
  if (isSwitchedOff(waiting, receivesEmail)) return 'setting';
  return now.getTime() - waiting.waitingSince > STALE_MS ? 'stale' : null;
}
