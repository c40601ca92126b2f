import { noteText } from '@/lib/mail-ledger/rules';
import type { MailLine } from '@/lib/mail-ledger/view-models';

const states: Record<MailLine['state'], string> = {
  ready: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** How a mail went: "Cancelled: it was read before". */
export function stateWords({ state, note, bouncedAt }: Pick<MailLine, 'state' | 'note' | 'bouncedAt'>): string {
  if (bouncedAt !== null) return 'Bounced';
  return note && state !== 'sent' ? `${states[state]}: ${noteText(note)}` : states[state];
}
