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

let sequence = 0;

/**
 * In an insert from a select, a UUIDv7 for each of its rows: the moment in the first six bytes, then the order in which
 * this process asked, so that what follows at one moment stays in its order, and chance.
 */
export function manyIds(at: Date): SQL {
  const moment = at.getTime().toString(16).padStart(12, '0');
  sequence = (sequence + 1) % 4096;
  const order = sequence.toString(16).padStart(3, '0');
  return sql`(${`${moment.slice(0, 8)}-${moment.slice(8)}-7${order}`} || substr(gen_random_uuid()::text, 19))::uuid`;
}
