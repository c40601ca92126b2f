import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

const FOUNDED = new Date('2024-01-08T15:00:00Z');

/** The same UUIDv7 every time for the same date and key: seeding twice makes the same company. */
export function stableId(at: Date, key: string): string {
  const random = createHash('sha256').update(key).digest();
  return v7({ msecs: at.getTime(), seq: random.readUInt32BE(16), random: random.subarray(0, 16) });
}

export const personId = (handle: string) => stableId(FOUNDED, `person:${handle}`);

export const groupId = (handle: string) => stableId(FOUNDED, `group:${handle}`);

/** A number from 0 up to 1 that depends on the key only: chance without surprises. */
export function chance(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() / 2 ** 32;
}
