import 'server-only';
import type { MailAdapter } from './rules';

/** Takes every mail. Its row is the mailbox: the setup page of the outbox shows what would have arrived. */
export const embeddedAdapter: MailAdapter = {
  name: 'embedded',
  send: async ({ id }) => ({ outcome: 'accepted', providerId: `embedded:${id}` }),
};
