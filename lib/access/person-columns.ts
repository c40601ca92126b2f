import 'server-only';
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import type { Viewer } from './viewer';

/** What a guest reads of a colleague: who they are and where they work. A column that is added later is hidden until it is named here. */
const shownToGuests: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'title',
  'department',
  'office',
  'photoId',
  'bannerId',
  'version',
  'createdAt',
] satisfies (keyof typeof people.$inferSelect)[]);

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columns = Object.keys(getTableColumns(people)).map((key) => ({
  name: snakeCase(key),
  isShownToGuests: shownToGuests.has(key),
}));

/**
 * The columns of `people p` that a viewer may read; those that a guest may not are null in everyone's row but their own
 * (spec 1.2, the flags ToGuestUsers, and corner 21).
 */
export function personColumns(viewer: Viewer): SQL {
  if (viewer.kind === 'internal') return sql`p.*`;
  const shown = columns.map(({ name, isShownToGuests }) =>
    isShownToGuests
      ? sql`p.${sql.identifier(name)}`
      : sql`case when p.id = ${viewer.id} then p.${sql.identifier(name)} end as ${sql.identifier(name)}`,
  );
  return sql.join(shown, sql`, `);
}
