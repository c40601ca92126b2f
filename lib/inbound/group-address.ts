import 'server-only';
import { createHmac } from 'node:crypto';
import { authSecret, env } from '@/lib/env';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 16;

/** Names the group, as far as an address has room. */
const MOST_OF_SLUG = 40;

/** Eighty bits: who may post there reads the address on the group's page, and nobody else guesses it. */
export function groupToken(groupId: string): string {
  const digest = createHmac('sha256', authSecret()).update(`group-address:${groupId}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** The part of an address that shows which group it is; several groups may share it. */
export const slugPart = (slug: string): string => slug.slice(0, MOST_OF_SLUG);

/** Where one posts to a group by mail; null where mail is not taken in. */
export function groupAddress(group: { id: string; slug: string }): string | null {
  const domain = env.EMAIL_REPLY_DOMAIN;
  return domain ? `group-${slugPart(group.slug)}+${groupToken(group.id)}@${domain}` : null;
}
