import 'server-only';
import { and, eq, or } from 'drizzle-orm';
import { drafts } from '@/db/schema/feed';
import { type Tx, transaction } from '@/db/writer';
import { cleanText, MAX_BODY } from '@/lib/body/rules';
import { isId } from '@/lib/ids';

const place = /^(post|comment):[0-9a-f-]{36}$/;

/**
 * Keeps what someone sent when it could not be taken, under their own name, until they are back: one draft a place
 * (`post:SUBJECT`, `comment:ITEM`). What cannot be a draft is ignored.
 */
export async function keepDraft(
  personId: string,
  draft: { place: string; source: string; clientId: string },
): Promise<void> {
  const source = cleanText(draft.source).slice(0, 2 * MAX_BODY);
  if (!source || !place.test(draft.place) || !isId(draft.clientId)) return;
  const row = { personId, place: draft.place, source, clientId: draft.clientId, updatedAt: new Date() };
  await transaction((tx) =>
    tx
      .insert(drafts)
      .values(row)
      .onConflictDoUpdate({ target: [drafts.personId, drafts.place], set: row }),
  );
}

/**
 * Drops what was kept for a place, and what is sent now under the id that it was kept with: it may go to another place,
 * or have been taken already.
 */
export async function forgetDraft(tx: Tx, personId: string, sent: { place: string; clientId: string }): Promise<void> {
  const isSent = or(eq(drafts.place, sent.place), eq(drafts.clientId, sent.clientId));
  await tx.delete(drafts).where(and(eq(drafts.personId, personId), isSent));
}
