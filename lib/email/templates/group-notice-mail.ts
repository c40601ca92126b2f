import 'server-only';
import type { GroupNoticeMail } from '@/lib/email/view-models';
import { formatDate } from '@/lib/format';
import { button, card, type MailDocument, text } from './document';
import { phrase } from './phrase';
import { SEE_GROUPS } from './redact';
import { mailRenderer } from './render-mail';

const labels = { archive_near: 'Keep the group open', archived: 'Open group' };

/** To owner and managers of a group in which nothing happens any more. */
export const renderGroupNoticeMail = mailRenderer((frame: GroupNoticeMail, given: GroupNoticeMail): MailDocument => {
  const { group, notice, reader } = frame;
  const day = (iso: string) => formatDate(iso, reader.locale, reader.timeZone);
  const isNear = notice === 'archive_near';
  const archived = day(frame.archivesAt);
  const quietSince = `The last post or comment was on ${day(frame.lastActivityAt)}.`;
  const title = isNear
    ? phrase(`Chatter will archive {group} on ${archived}`, { group: group.name })
    : phrase('Chatter archived {group}', { group: group.name });
  return {
    frame,
    subject: title,
    preheader: quietSince,
    title,
    note: '',
    cards: [
      card([
        text(quietSince),
        text(
          isNear
            ? 'An archived group can be read and not written to. A post keeps it open, and so does its setting.'
            : `It was archived on ${archived}. It can be read and not written to until it is brought back.`,
        ),
        button(frame.url === given.url ? labels[notice] : SEE_GROUPS, frame.url),
      ]),
    ],
    button: null,
    canReply: false,
  };
});
