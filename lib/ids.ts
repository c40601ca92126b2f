import 'server-only';
import { v7, validate } from 'uuid';

/** A UUIDv7 of the thing's own date, so that imported things sort where they belong. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

/** Whether a text from outside can be an id at all; anything else is treated like an id that was never given out. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && validate(text);
}
