import 'server-only';
import type { JoinRequestMail } from '@/lib/email/view-models';
import { fullDate } from '@/lib/format';
import { button, card, type MailDocument, quiet } from './document';
import { phrase } from './phrase';
import { HIDDEN_NOTE, SEE_GROUPS } from './redact';
import { mailRenderer } from './render-mail';

/** To those who may let somebody into a group. */
export const renderJoinRequestMail = mailRenderer((frame: JoinRequestMail, given: JoinRequestMail): MailDocument => {
  const { asker, group, message, reader } = frame;
  const title = phrase('{asker} asks to join {group}', { asker: asker.name, group: group.name });
  return {
    frame,
    subject: title,
    preheader: message || 'Accept or decline it in Chatter.',
    title,
    note: fullDate(frame.at, reader.locale, reader.timeZone),
    cards: [
      card([
        { t: 'person', person: asker, title: asker.title },
        message ? { t: 'quote', author: asker.name, text: message } : null,
        frame.hidesContent && given.message !== '' && quiet(HIDDEN_NOTE),
        button(frame.url === given.url ? 'Answer the request' : SEE_GROUPS, frame.url),
      ]),
    ],
    button: null,
    canReply: false,
  };
});
