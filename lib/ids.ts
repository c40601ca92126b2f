import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { v7, validate } from 'uuid';

/** A UUIDv7 of the thing's own date, so that imported things sort where they belong. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

/** Whether a text from outside can be an id at all; anything else is treated like an id that was never given out. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && validate(text);
}

/** A moment as the first six bytes of the ids of that moment. */
function beginOf(at: Date): string {
  const moment = at.getTime().toString(16).padStart(12, '0');
  return `${moment.slice(0, 8)}-${moment.slice(8)}`;
}

/** The smallest id that something made at a moment can have: ids are in the order of their time. */
export const firstIdAt = (at: Date): string => `${beginOf(at)}-7000-8000-000000000000`;

let sequence = 0;

/**
 * In an insert from a select, a UUIDv7 for each of its rows: the moment in the first six bytes, then the order in which
 * this process asked, so that what follows at one moment stays in its order, and chance.
 */
export function manyIds(at: Date): SQL {
  sequence = (sequence + 1) % 4096;
  const order = sequence.toString(16).padStart(3, '0');
  return sql`(${`${beginOf(at)}-7${order}`} || substr(gen_random_uuid()::text, 19))::uuid`;
}
