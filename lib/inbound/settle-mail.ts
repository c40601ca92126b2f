import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { inboundMails } from '@/db/schema/email';
import { transaction } from '@/db/writer';
import { type EmailSettings, findEmailSettings } from '@/lib/mails/settings';
import type { DropNote } from './rules';

/** What became of a mail that came in. */
export type Outcome =
  | { state: 'taken'; personId: string; resultId: string }
  | { state: 'dropped'; note: DropNote; personId: string | null };

/** Whether nothing has become of it yet. */
export function isWaiting(providerId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select 1 from inbound_mails where provider_id = ${providerId} and state = 'waiting'`,
    );
    return rows.length > 0;
  });
}

export async function settleMail(providerId: string, outcome: Outcome): Promise<void> {
  await transaction((tx) =>
    tx
      .update(inboundMails)
      .set(outcome)
      .where(and(eq(inboundMails.providerId, providerId), eq(inboundMails.state, 'waiting'))),
  );
}

/** What decides before the sender is known. */
export function findSwitches(): Promise<EmailSettings> {
  return transaction((tx) => findEmailSettings(tx));
}

/** Whose answers to which post come to a token. */
export function findReplyTarget(token: string): Promise<{ personId: string; itemId: string } | null> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select person_id as "personId", item_id as "itemId" from reply_addresses where token = ${token}`,
    );
    return (rows as { personId: string; itemId: string }[])[0] ?? null;
  });
}

/** How much of what came in from someone was taken since a moment. */
export function countTaken(personId: string, since: Date): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select count(*)::int as taken from inbound_mails where person_id = ${personId} and state = 'taken' and created_at > ${since.toISOString()}::timestamptz`,
    );
    return (rows as [{ taken: number }])[0].taken;
  });
}
