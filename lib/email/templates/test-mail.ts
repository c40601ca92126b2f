import 'server-only';
import type { TestMail } from '@/lib/email/view-models';
import { fullDate } from '@/lib/format';
import { button, card, type MailDocument, text } from './document';
import { phrase } from './phrase';
import { mailRenderer } from './render-mail';

/** Shows an admin that mail arrives, and how it looks. */
export const renderTestMail = mailRenderer(
  (frame: TestMail): MailDocument => ({
    frame,
    subject: ['Mail from Chatter arrives'],
    preheader: 'A test, sent from the email settings.',
    title: ['Mail from Chatter arrives'],
    note: fullDate(frame.at, frame.reader.locale, frame.reader.timeZone),
    cards: [
      card([
        text(phrase('{sender} sent this test from the email settings.', { sender: frame.sentBy.name })),
        button('Open Chatter', frame.appUrl),
      ]),
    ],
    button: null,
    canReply: false,
  }),
);
