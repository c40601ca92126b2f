import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { isId } from './ids';

/** The last row of a page of a list that is sorted by name. */
export type NameCursor = { name: string; id: string };

const MAX_LENGTH = 2000;

export function writeCursor({ name, id }: NameCursor): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** The cursor of an address, or null for none and for anything that we did not write. */
export function readCursor(text: string | undefined): NameCursor | null {
  if (!text || text.length > MAX_LENGTH) return null;
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof name === 'string' && !name.includes('\0') && isId(id) ? { name, id } : null;
  } catch {
    return null;
  }
}

/** What lists of names are sorted by: É stands with E, whatever collation the database was made with. */
export const nameOrder = (name: SQL): SQL => sql`lower(unaccent(${name}))`;

/** Rows after the cursor in the order of nameOrder and id; without a cursor, every row. */
export function afterCursor(cursor: NameCursor | null, name: SQL, id: SQL): SQL {
  return cursor
    ? sql`(${nameOrder(name)}, ${id}) > (${nameOrder(sql`${cursor.name}`)}, ${cursor.id}::uuid)`
    : sql`true`;
}

/** Cuts one row more than a page into the page and the cursor of the next. */
export function pageByName<T extends { name: string; id: string }>(rows: T[], size: number) {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last ? writeCursor({ name: last.name, id: last.id }) : null };
}
