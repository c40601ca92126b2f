import 'server-only';
import type { SignInMail } from '@/lib/email/view-models';
import { dateWithZone } from './dates';
import { button, card, type MailDocument, quiet, text } from './document';
import { phrase } from './phrase';
import { mailRenderer } from './render-mail';

/** The link that signs in whoever holds the address. */
export const renderSignInMail = mailRenderer((frame: SignInMail): MailDocument => {
  const { organisation, reader } = frame;
  const until = dateWithZone(frame.expiresAt, reader);
  return {
    frame,
    subject: phrase('Sign in to Chatter at {organisation}', { organisation }),
    preheader: `The link works once, until ${until}.`,
    title: ['Sign in to Chatter'],
    note: '',
    cards: [
      card([
        text(`This link signs you in. It works once, until ${until}.`),
        button('Sign in', frame.url, true),
        quiet('If you did not ask for it, nobody has signed in as you, and you can leave this mail alone.'),
      ]),
    ],
    button: null,
    canReply: false,
  };
});
