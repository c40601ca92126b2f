import 'server-only';
import type { Recipient } from '@/lib/access/recipients';
import type { MailFrame } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { type Reason, rankOf, settingsPath, whyPath } from '@/lib/notifications/rules';
import type { Wanted } from './recheck-rules';
import type { EmailSettings } from './settings';
import type { UnsubscribeScope } from './unsubscribe-token';

const why: Record<Reason, string> = {
  mention_post: 'You get this because you are mentioned in this post.',
  mention_comment: 'You get this because you are mentioned in a comment.',
  announcement: 'You get this because you are a member of the group.',
  comment_on_mine: 'You get this because this is a post of yours.',
  profile_post: 'You get this because it was posted on your profile.',
  comment_on_profile_post: 'You get this because the post is on your profile.',
  comment_after_mine: 'You get this because you commented on this post.',
  comment_on_bookmarked: 'You get this because you bookmarked this post.',
  comment_on_liked: 'You get this because you like this post.',
  join_request: 'You get this because you manage the group.',
  join_accepted: 'You get this because you asked to join the group.',
  join_declined: 'You get this because you asked to join the group.',
  role_changed: 'You get this because your role in the group changed.',
  added_to_group: 'You get this because somebody added you to the group.',
  group_archived: 'You get this because you manage the group.',
  record_owner: 'You get this because you were made the owner of a record.',
  record_shared: 'You get this because somebody shared a record with you.',
  record_post: 'You get this because you own the record.',
  like: 'You get this because it is about something you wrote.',
  follow: 'You get this because somebody follows you.',
  group_post: 'You get this because you want every post of this group by email.',
};

/** The one of several reasons that goes before the others. */
export const foremost = (wanted: readonly [Wanted, ...Wanted[]]): Wanted =>
  wanted.reduce((first, one) => (rankOf(one.reason) < rankOf(first.reason) ? one : first));

export type FrameParts = { recipient: Recipient; organisation: string; settings: EmailSettings };

/** What stands around what a batch tells. */
export function frameOf({ recipient, organisation, settings }: FrameParts, first: Wanted, link: string): MailFrame {
  const { name, locale, timeZone } = recipient.viewer;
  return {
    organisation,
    appUrl: env.APP_URL,
    reader: { name, locale, timeZone },
    hidesContent: settings.hidesContent,
    why: why[first.reason],
    whyUrl: env.APP_URL + whyPath(first.notificationId),
    settingsUrl: env.APP_URL + settingsPath,
    unsubscribeUrl: link,
  };
}

/** What the unsubscribe link of a batch ends: as little as keeps such mail from coming again. */
export function unsubscribeScope({ reason, itemId }: Wanted, groupId: string | null): UnsubscribeScope {
  // Announcements reach whoever gets mail at all.
  if (reason === 'announcement') return { kind: 'all' };
  if (reason === 'group_post' && groupId) return { kind: 'group', groupId };
  const isOfThread = reason.startsWith('comment_');
  return isOfThread && itemId ? { kind: 'thread', itemId } : { kind: 'reason', reason };
}
