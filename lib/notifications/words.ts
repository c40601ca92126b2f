import 'server-only';
import { isByGroup, isReason, type Reason, reasons, settingsPath } from './rules';
import type { Channel, DeliveryState, NotificationWhy } from './view-models';

const sentences: Record<Reason, string> = {
  mention_post: 'You are mentioned in this post.',
  mention_comment: 'You are mentioned in this comment.',
  announcement: 'You are a member of {group}.',
  comment_on_mine: 'You wrote this post.',
  profile_post: 'This post stands on your profile.',
  comment_on_profile_post: 'This post stands on your profile.',
  comment_after_mine: 'You commented on this post before.',
  comment_on_bookmarked: 'You bookmarked this post.',
  comment_on_liked: 'You like this post.',
  join_request: 'You manage {group}.',
  join_accepted: 'You asked to join {group}.',
  join_declined: 'You asked to join {group}.',
  role_changed: 'You are a member of {group}.',
  added_to_group: 'You were added to {group}.',
  group_archived: 'You manage {group}.',
  record_owner: 'You were made its owner.',
  record_shared: 'It was shared with you.',
  record_post: 'You own the record that it was posted on.',
  like: 'You wrote it.',
  follow: 'You are the one who is followed.',
  group_post: 'You are a member of {group}.',
};

const named = (words: string, group: string | null) => words.replace('{group}', () => group ?? 'the group');

/** Why something concerns its reader, in a sentence to them. */
export const because = (reason: Reason, group: string | null): string => named(sentences[reason], group);

/** What the notes of the ledger mean: why it was kept from a channel, or why it did not go out after all. */
const notes: Record<string, string> = {
  locked: 'an administrator turned it off for everyone',
  choice: 'you turned it off',
  default: 'it is off unless you turn it on',
  no_email: 'you receive no email at all',
  frequency: 'email of this group comes in digests or not at all',
  taken_back: 'it was taken back before',
  deleted: 'it was deleted before',
  no_access: 'you could no longer see it',
  answered: 'somebody else answered before',
  read: 'you read it here before',
  muted: 'you muted it before',
  setting: 'you changed your settings before',
  stale: 'it had become too old',
  deactivated: 'your account was deactivated',
  suppressed: 'mail to your address comes back or was reported',
  organisation_off: 'email is turned off for the whole organisation',
};

const onAccountOf = (note: string) => (notes[note] ? `: ${notes[note]}` : '');

/** What became of a delivery, in a sentence. */
export function deliveryWords(channel: Channel, state: DeliveryState, note: string): string {
  if (channel === 'page')
    return state === 'sent' ? 'Shown under the bell.' : `Not shown under the bell${onAccountOf(note)}.`;
  const also = isReason(note) ? `, because “${reasons[note].label}” is on` : '';
  if (state === 'waiting') return `Waits a little, so that one email can tell everything${also}.`;
  if (state === 'sent') return `Went into an email${also}.`;
  return `Not mailed${onAccountOf(note)}.`;
}

type Settled = { channel: Channel; state: DeliveryState; note: string };

function whoDecides(deliveries: readonly Settled[]): string {
  if (deliveries.some(({ note }) => note === 'no_email')) return 'You receive no email from Chatter.';
  if (deliveries.some(({ note }) => note === 'locked')) return 'An administrator decided this for everyone.';
  return 'You choose where this reaches you.';
}

/** The setting that decides, with where it is changed; null for announcements, which reach everybody in the group. */
export function settingOf(
  reason: Reason,
  group: string | null,
  deliveries: readonly Settled[],
): NotificationWhy['setting'] {
  if (!reasons[reason].isChoosable) return null;
  const words = isByGroup(reason) ? named('How often email of {group} comes decides.', group) : whoDecides(deliveries);
  return { label: reasons[reason].label, words, href: settingsPath };
}
