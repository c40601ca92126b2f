import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { digestItems, digests } from '@/db/schema/email';
import { type Tx, transaction } from '@/db/writer';
import { emit, nobody } from '@/lib/events/outbox';
import { type NewMail, queueMail } from '@/lib/mails/queue-mail';
import { type EmailSettings, findEmailSettings } from '@/lib/mails/settings';

export type OpenDigest = { digestId: string; personId: string };

/** What the mail around a digest says of the organisation. */
export type DigestFrame = { organisation: string; settings: EmailSettings };

/**
 * Locks what waits for a person, so that their daily and their weekly digest, and two workers with the same, are
 * written one after another.
 */
async function lockDigest(tx: Tx, { digestId, personId }: OpenDigest): Promise<{ organisation: string } | null> {
  const { rows } = await tx.execute(sql`
    select d.id, coalesce((select name from organisation), 'Chatter') as organisation from digests d
    where d.person_id = ${personId} and d.state = 'waiting' order by d.id for update of d`);
  return (rows as { id: string; organisation: string }[]).find(({ id }) => id === digestId) ?? null;
}

/** Nothing happened in the window that the person may see. */
export async function closeEmptyDigest({ digestId }: OpenDigest): Promise<void> {
  await transaction((tx) =>
    tx
      .update(digests)
      .set({ state: 'empty' })
      .where(and(eq(digests.id, digestId), eq(digests.state, 'waiting'))),
  );
}

/** Another digest of the person has told of some of its posts meanwhile: it must be put together anew. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Makes the one mail of a digest and notes what it told of, or does nothing when that has been done. Throws Overtaken
 * when one of its posts stands in another digest of this person by now.
 */
export async function settleDigest(
  digest: OpenDigest,
  postIds: readonly string[],
  write: (frame: DigestFrame) => Promise<NewMail>,
): Promise<void> {
  const { digestId, personId } = digest;
  await transaction(async (tx) => {
    const locked = await lockDigest(tx, digest);
    if (!locked) return;
    const { organisation } = locked;
    const mail = await write({ organisation, settings: await findEmailSettings(tx) });
    const { mailId } = await queueMail(tx, mail);
    const items = mailId ? postIds.map((itemId) => ({ personId, itemId, digestId })) : [];
    const told = items.length > 0 ? await tx.insert(digestItems).values(items).onConflictDoNothing().returning() : [];
    if (told.length < items.length) throw new Overtaken();
    await tx
      .update(digests)
      .set({ state: mailId ? 'sent' : 'off', mailId })
      .where(eq(digests.id, digestId));
  });
}

/**
 * Opens the digest of a mail that may not go out as it is, because something in it was deleted or is no longer visible:
 * it is put together again from what may still be seen. For the sender of mails, in the transaction that cancels one.
 */
export async function reopenDigest(tx: Tx, mailId: string): Promise<void> {
  const reopened = await tx
    .update(digests)
    .set({ state: 'waiting', mailId: null })
    .where(eq(digests.mailId, mailId))
    .returning({ digestId: digests.id, personId: digests.personId });
  const ids = reopened.map(({ digestId }) => digestId);
  if (ids.length > 0) await tx.delete(digestItems).where(inArray(digestItems.digestId, ids));
  for (const digest of reopened) await emit(tx, nobody, 'digest.due', null, digest);
}
