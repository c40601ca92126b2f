import 'server-only';
import { plainText } from '@/lib/body/plain';
import type { AnnouncementMail } from '@/lib/email/view-models';
import { namesOf } from './body-text';
import { formatDay } from './dates';
import { button, card, type MailDocument, quiet } from './document';
import { phrase } from './phrase';
import { HIDDEN_NOTE } from './redact';
import { mailRenderer } from './render-mail';

/** To all members of a group, whatever else they want mail about. */
export const renderAnnouncementMail = mailRenderer((frame: AnnouncementMail): MailDocument => {
  const { author, group, body, names, at, until, reader } = frame;
  const title = phrase('Announcement in {group}', { group: group.name });
  return {
    frame,
    subject: title,
    preheader: frame.hidesContent ? 'Open Chatter to read it.' : plainText(body, namesOf(names)),
    title,
    note: until ? `Until ${formatDay(until, reader)}` : '',
    cards: [
      card([
        {
          t: 'written',
          size: 'post',
          isEarlier: false,
          author,
          line: phrase('{author}', { author: author.name }),
          at,
          body,
          names,
          below: [],
        },
        frame.hidesContent && quiet(HIDDEN_NOTE),
        button('View announcement', frame.url),
      ]),
    ],
    button: null,
    canReply: false,
  };
});
