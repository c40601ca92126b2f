import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { DIRECTORY_SIZE, MAX_SEARCH, OTHER_LETTER } from './rules';
import type { DirectoryFilters, DirectoryPage, DirectoryRow } from './view-models';

/** What the address of the directory asks for, as it came. */
export type DirectoryAsk = { q?: string; department?: string; office?: string; letter?: string; after?: string };

const MIN_SOUND = 4;

const letterOf = (name: SQL) =>
  sql`case when upper(left(unaccent(${name}), 1)) between 'A' and 'Z' then upper(left(unaccent(${name}), 1)) else ${OTHER_LETTER} end`;

const asPattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** Every word stands somewhere in name, handle, title or department, or the name sounds nearly like what was typed. */
function matching(text: string): SQL {
  const words = text.toLowerCase().replaceAll('\0', '').slice(0, MAX_SEARCH).split(/\s+/).filter(Boolean);
  if (words.length === 0) return sql`true`;
  const field = sql`unaccent(lower(concat_ws(' ', p.name, p.handle, p.title, p.department)))`;
  const all = sql.join(
    words.map((word) => sql`${field} like unaccent(${asPattern(word)})`),
    sql` and `,
  );
  // Two or three letters sound like half of all names.
  if (words.join('').length < MIN_SOUND) return sql`(${all})`;
  return sql`((${all}) or word_similarity(unaccent(${words.join(' ')}), unaccent(lower(p.name))) >= 0.6)`;
}

function narrowed({ q, department, office, letter }: DirectoryAsk): SQL {
  const conditions = [sql`p.is_active`, matching(q ?? '')];
  if (department) conditions.push(sql`p.department = ${department.replaceAll('\0', '')}`);
  if (office) conditions.push(sql`p.office = ${office.replaceAll('\0', '')}`);
  if (letter) conditions.push(sql`${letterOf(sql`p.name`)} = ${letter.slice(0, 1)}`);
  return sql.join(conditions, sql` and `);
}

/** The directory by name: active people whom the viewer may meet. */
export async function listPeople(viewer: Viewer, ask: DirectoryAsk): Promise<DirectoryPage> {
  const s = scope(viewer);
  const rows = await s.rows<DirectoryRow>(sql`
    select p.id, p.handle, p.name, p.title, p.photo_id as "photoId", p.kind, p.is_active as "isActive", p.department, p.office,
      exists (select 1 from ${s.ownFollows} f where f.subject_id = p.id) as "isFollowing", p.id <> ${viewer.id} as "canFollow"
    from ${s.people} p where ${narrowed(ask)} and ${afterCursor(readCursor(ask.after), sql`p.name`, sql`p.id`)}
    order by ${nameOrder(sql`p.name`)}, p.id limit ${DIRECTORY_SIZE + 1}`);
  return pageByName(rows, DIRECTORY_SIZE);
}

const distinct = (s: Scope, column: SQL) =>
  sql`coalesce((select json_agg(found.value order by found.value) from (select distinct ${column} as value from ${s.people} p where p.is_active) found where found.value <> ''), '[]')`;

/** What the directory can be narrowed by, and how many people it holds. */
export async function getDirectoryFilters(viewer: Viewer): Promise<DirectoryFilters> {
  const s = scope(viewer);
  const [row] = await s.rows<DirectoryFilters>(sql`
    select ${distinct(s, sql`p.department`)} as departments, ${distinct(s, sql`p.office`)} as offices, ${distinct(s, letterOf(sql`p.name`))} as letters,
      (select count(*)::int from ${s.people} p where p.is_active) as people`);
  if (!row) return { departments: [], offices: [], letters: [], people: 0 };
  const { letters } = row;
  const inOrder = letters.filter((letter) => letter !== OTHER_LETTER);
  return { ...row, letters: inOrder.length < letters.length ? [...inOrder, OTHER_LETTER] : inOrder };
}
