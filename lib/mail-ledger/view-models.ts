import type { Named } from '@/lib/administration/view-models';

export type MailState = 'ready' | 'sending' | 'sent' | 'failed' | 'cancelled';

/** One mail of the ledger. */
export type MailLine = {
  id: string;
  kind: string;
  /** Null where its words are not open to the reader. */
  subject: string | null;
  address: string;
  person: Named | null;
  state: MailState;
  note: string;
  attempts: number;
  at: string;
  sentAt: string | null;
  bouncedAt: string | null;
};

export type MailPage = { items: MailLine[]; next: string | null };

/** Something that a mail tells of, by its reason and never by its words. */
export type MailDelivery = { reason: string; state: string; note: string };

export type MailView = MailLine & {
  providerId: string | null;
  deliveries: MailDelivery[];
  /** The text part, with its tokens hidden; null where it is not open to the reader. */
  text: string | null;
};
