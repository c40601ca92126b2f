import 'server-only';
import { mailAdapter } from '@/lib/email/adapter';
import type { MailAdapter } from '@/lib/email/rules';
import type { Subscriber } from '@/lib/events/subscriber';
import { batchDue } from './batch-subscriber';
import { mailInvitation } from './invitation-subscriber';
import { mailSender } from './send-subscriber';

/** Composes mail from what waits, and sends it with this adapter. */
export const mailsBy = (adapter: () => MailAdapter, timeoutMs?: number): Subscriber => ({
  name: 'mails',
  on: {
    'mail.batch_due': batchDue,
    'mail.ready': mailSender(adapter, timeoutMs),
    'person.invited': mailInvitation,
    'group.person_invited': mailInvitation,
  },
});

export const mailsSubscriber = mailsBy(mailAdapter);
