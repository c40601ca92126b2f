import 'server-only';
import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { replyAddresses } from '@/db/schema/email';
import type { Tx } from '@/db/writer';
import { authSecret, env } from '@/lib/env';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/** 130 bits that nobody guesses and a mail server may fold to lower case. The same for the same person and post. */
export function replyToken(personId: string, itemId: string): string {
  const digest = createHmac('sha256', authSecret()).update(`reply:${personId}:${itemId}`).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: LENGTH },
    (_, index) => ALPHABET[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)],
  ).join('');
}

/** Where this person answers this post by mail, from now on; null where mail is not taken in. */
export async function ensureReplyAddress(tx: Tx, personId: string, itemId: string): Promise<string | null> {
  const domain = env.EMAIL_REPLY_DOMAIN;
  if (!domain) return null;
  await tx
    .insert(replyAddresses)
    .values({ token: replyToken(personId, itemId), personId, itemId })
    .onConflictDoNothing();
  const { rows } = await tx.execute(
    sql`select token from reply_addresses where person_id = ${personId} and item_id = ${itemId}`,
  );
  const [kept] = rows as { token: string }[];
  return kept ? `reply+${kept.token}@${domain}` : null;
}
