import 'server-only';
import type { InvitationMail } from '@/lib/email/view-models';
import { dateWithZone } from './dates';
import { button, card, type MailDocument, quiet, text } from './document';
import { type Phrase, phrase } from './phrase';
import { mailRenderer } from './render-mail';

/** To Chatter, or into a group. */
export const renderInvitationMail = mailRenderer((frame: InvitationMail): MailDocument => {
  const { inviter, message, organisation, reader } = frame;
  const title = titleOf(frame);
  const until = dateWithZone(frame.expiresAt, reader);
  return {
    frame,
    subject: title,
    preheader: message || `Chatter is where ${organisation} talks about its work.`,
    title,
    note: '',
    cards: [
      card([
        message && inviter ? { t: 'quote', author: inviter.name, text: message } : null,
        text(phrase('Chatter is where {organisation} talks about its work.', { organisation })),
        button('Accept invitation', frame.url, true),
        quiet(`The invitation is for this address and open until ${until}. If you did not expect it, leave it alone.`),
      ]),
    ],
    button: null,
    canReply: false,
  };
});

function titleOf({ inviter, group, organisation }: InvitationMail): Phrase {
  const who = inviter?.name ?? '';
  if (group && inviter) return phrase('{who} invited you to {group}', { who, group: group.name });
  if (group) return phrase('You are invited to {group}', { group: group.name });
  if (inviter) return phrase('{who} invited you to Chatter at {organisation}', { who, organisation });
  return phrase('You are invited to Chatter at {organisation}', { organisation });
}
