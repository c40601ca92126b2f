import 'server-only';
import { transaction } from '@/db/writer';
import { findRecipient } from '@/lib/access/recipients';
import { renderTestMail } from '@/lib/email/templates/test-mail';
import type { Subscriber } from '@/lib/events/subscriber';
import { queueMail } from '@/lib/mails/queue-mail';
import { strangerFrame } from '@/lib/mails/stranger-frame';

/** Writes the test mail that an admin asked for. */
export const mailTests: Subscriber = {
  name: 'mail-tests',
  on: {
    'mail.test_asked': async ({ id: eventId, payload: { personId }, now }) => {
      const recipient = await findRecipient(personId);
      if (!recipient) return;
      const { name, locale, timeZone } = recipient.viewer;
      await transaction(async (tx) => {
        const frame = { ...(await strangerFrame(tx)), reader: { name, locale, timeZone } };
        const content = await renderTestMail({ ...frame, sentBy: { id: personId, name }, at: now.toISOString() });
        await queueMail(tx, { eventId, kind: 'test', personId, address: recipient.email, content, now });
      });
    },
  },
};
