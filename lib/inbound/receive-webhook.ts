import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { inboundMails, mailSuppressions, mails } from '@/db/schema/email';
import { type Tx, transaction } from '@/db/writer';
import { emit, nobody } from '@/lib/events/outbox';
import { addressOf } from './rules';
import type { WebhookEvent } from './view-models';

type Received = Extract<WebhookEvent, { type: 'email.received' }>;
type Undelivered = Exclude<WebhookEvent, Received>;

/** Notes once that a mail came in; the provider tells of it as often as it likes. */
async function noteArrival(tx: Tx, { data }: Received): Promise<void> {
  const providerId = data.email_id;
  const added = await tx
    .insert(inboundMails)
    .values({ providerId })
    .onConflictDoNothing()
    .returning({ providerId: inboundMails.providerId });
  if (added.length > 0) await emit(tx, nobody, 'mail.arrived', null, { providerId });
}

/** A mailbox that is full or away for a day is tried again by the provider; one that does not exist is not. */
const isForGood = (event: Undelivered) => event.type !== 'email.bounced' || event.data.bounce.type === 'Permanent';

const detailsOf = (event: Undelivered) =>
  event.type === 'email.bounced' ? (event.data.bounce.message ?? event.data.bounce.subType ?? '').slice(0, 300) : '';

/** Stops mail to addresses that we have written to; what others sent through the same account is not ours to judge. */
async function stopMailTo(tx: Tx, event: Undelivered): Promise<void> {
  if (!isForGood(event)) return;
  const addresses = event.data.to.flatMap((header) => addressOf(header) ?? []);
  const known = await tx
    .update(mails)
    .set({ bouncedAt: sql`coalesce(${mails.bouncedAt}, now())` })
    .where(eq(mails.providerId, event.data.email_id))
    .returning({ id: mails.id });
  const { rows } = await tx.execute(
    sql`select distinct lower(address) as address from mails where lower(address) = any(${sql.param(addresses)}::text[]) limit 100`,
  );
  const ours = (rows as { address: string }[]).map(({ address }) => address);
  if (known.length === 0 && ours.length === 0) return;
  const reason = event.type === 'email.complained' ? ('complaint' as const) : ('bounce' as const);
  const stopped = ours.map((address) => ({ address, reason, details: detailsOf(event) }));
  if (stopped.length > 0) await tx.insert(mailSuppressions).values(stopped).onConflictDoNothing();
}

/** Takes in what the provider of mail tells of. */
export async function receiveWebhook(event: WebhookEvent): Promise<void> {
  await transaction((tx) => (event.type === 'email.received' ? noteArrival(tx, event) : stopMailTo(tx, event)));
}
