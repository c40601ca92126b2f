import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { authSecret } from '@/lib/env';
import { digestPeriods, frequencies } from '@/lib/notifications/rules';

const id = z.uuid();

/** What was so before, to be so again. */
const undoShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('thread'), itemId: id }),
  z.object({
    kind: z.literal('reason'),
    reason: z.string(),
    was: z.object({ page: z.boolean(), email: z.boolean() }).nullable(),
  }),
  z.object({ kind: z.literal('group'), groupId: id, frequency: z.enum(frequencies) }),
  z.object({
    kind: z.literal('digest'),
    digest: z.enum(digestPeriods),
    groupFrequency: z.enum(frequencies),
    daily: z.array(id),
    weekly: z.array(id),
  }),
]);
export type Undo = z.output<typeof undoShape>;

/** For as long as that the button is there: an old address in somebody's history turns nothing on. */
const LIFE_MS = 24 * 3_600_000;
const SIGNATURE_BYTES = 18;

const sign = (text: string) =>
  createHmac('sha256', authSecret()).update(`unsubscribe-undo:${text}`).digest().subarray(0, SIGNATURE_BYTES);

// Somebody may be in three hundred groups, and the address has to hold them: 22 characters each instead of 39.
const pack = (ids: readonly string[]) =>
  Buffer.from(ids.map((one) => one.replaceAll('-', '')).join(''), 'hex').toString('base64url');

function unpack(text: unknown): string[] {
  const hex = Buffer.from(String(text), 'base64url').toString('hex');
  return (hex.match(/.{32}/g) ?? []).map((one) => one.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

const packed = (undo: Undo) =>
  undo.kind === 'digest' ? { ...undo, daily: pack(undo.daily), weekly: pack(undo.weekly) } : undo;

export function makeUndoToken(personId: string, undo: Undo, now = Date.now()): string {
  const text = JSON.stringify({ personId, until: now + LIFE_MS, undo: packed(undo) });
  return `${Buffer.from(text).toString('base64url')}.${sign(text).toString('base64url')}`;
}

const tokenShape = z.object({ personId: id, until: z.number(), undo: z.record(z.string(), z.unknown()) });

/** Null for anything that was not made here, or too long ago. */
export function readUndoToken(token: string, now = Date.now()): { personId: string; undo: Undo } | null {
  const [body = '', signature = '', ...rest] = token.split('.');
  const text = Buffer.from(body, 'base64url').toString('utf8');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(text);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { personId, until, undo } = tokenShape.parse(JSON.parse(text));
  if (until < now) return null;
  const isDigest = undo.kind === 'digest';
  return {
    personId,
    undo: undoShape.parse(isDigest ? { ...undo, daily: unpack(undo.daily), weekly: unpack(undo.weekly) } : undo),
  };
}
