import 'server-only';
import type { MailFrame, RenderedMail } from '@/lib/email/view-models';
import { renderAnnouncementMail } from './announcement-mail';
import { renderDigestMail } from './digest-mail';
import { renderGroupNoticeMail } from './group-notice-mail';
import { renderInvitationMail } from './invitation-mail';
import { renderJoinDecisionMail } from './join-decision-mail';
import { renderJoinRequestMail } from './join-request-mail';
import { renderNotificationMail } from './notification-mail';
import { sampleProps as props } from './sample-props';
import { renderSignInMail } from './sign-in-mail';
import { renderTestMail } from './test-mail';

type Change = <T extends MailFrame>(props: T) => T;

/** One mail of every kind, with invented content, which may be changed before it is rendered. */
export type SampleMail = { name: string; render: (change?: Change) => Promise<RenderedMail> };

function sample<T extends MailFrame>(name: string, render: (props: T) => Promise<RenderedMail>, given: T): SampleMail {
  return { name, render: (change) => render(change ? change(given) : given) };
}

/** Whoever adds a kind of mail adds it here: the tests and the look through all mails go by this list. */
export const sampleMails: readonly SampleMail[] = [
  sample('mention', renderNotificationMail, props.mention),
  sample('comments', renderNotificationMail, props.comments),
  sample('several', renderNotificationMail, props.several),
  sample('likes', renderNotificationMail, props.likes),
  sample('follow', renderNotificationMail, props.follow),
  sample('role', renderNotificationMail, props.role),
  sample('added', renderNotificationMail, props.added),
  sample('request', renderNotificationMail, props.request),
  sample('digest', renderDigestMail, props.digest),
  sample('announcement', renderAnnouncementMail, props.announcement),
  sample('invitation', renderInvitationMail, props.invitation),
  sample('group-invitation', renderInvitationMail, props.groupInvitation),
  sample('sign-in', renderSignInMail, props.signIn),
  sample('join-request', renderJoinRequestMail, props.joinRequest),
  sample('join-accepted', renderJoinDecisionMail, props.joinAccepted),
  sample('join-declined', renderJoinDecisionMail, props.joinDeclined),
  sample('archive-near', renderGroupNoticeMail, props.archiveNear),
  sample('archived', renderGroupNoticeMail, props.archived),
  sample('test', renderTestMail, props.test),
];
