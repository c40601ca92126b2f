import { createReadStream } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/database';
import { people } from '@/db/schema/people';
import { type Tx, transaction } from '@/db/writer';
import { createPerson } from '@/lib/auth/create-person';
import { openCsv } from '@/lib/imports/read-csv';
import { placeInHierarchy } from '@/lib/people/place-in-hierarchy';

type Agent = { name: string; manager: string; office: string };

async function readTable(file: string, names: readonly string[]): Promise<string[][]> {
  const { columns, rows } = await openCsv(createReadStream(file));
  const at = names.map((name) => columns.indexOf(name));
  if (at.includes(-1)) throw new Error(`${file} has no column “${names[at.indexOf(-1)]}”.`);
  const read: string[][] = [];
  for await (const row of rows) if ('cells' in row) read.push(at.map((column) => (row.cells[column] ?? '').trim()));
  return read;
}

/** Products of the sample that are none of the choices of an opportunity's product. */
export async function unknownProducts(database: Database, file: string): Promise<string[]> {
  const rows = await readTable(file, ['product']);
  const [field] = await database.query(
    `select f.options from fields f join objects o on o.id = f.object_id where o.api_name = 'opportunity' and f.api_name = 'product'`,
  );
  const options = (field?.options ?? []) as { value: string }[];
  return rows.map(([name = '']) => name).filter((name) => !options.some(({ value }) => value === name));
}

async function readAgents(file: string): Promise<Agent[]> {
  const rows = await readTable(file, ['sales_agent', 'manager', 'regional_office']);
  return rows.map(([name = '', manager = '', office = '']) => ({ name, manager, office }));
}

async function idsByName(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute(
    sql`select s.id, s.name from people p join subjects s on s.id = p.id where s.name = any(${sql.param(names)}::text[])`,
  );
  return new Map((rows as { id: string; name: string }[]).map(({ id, name }) => [name, id]));
}

const addressOf = (name: string) =>
  `${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')}@import.invalid`;

/** Agents and managers of the sample who are not here. */
export async function missingPeople(file: string): Promise<string[]> {
  const agents = await readAgents(file);
  const names = [...new Set(agents.flatMap(({ name, manager }) => [name, manager]))];
  const known = await transaction((tx) => idsByName(tx, names));
  return names.filter((name) => !known.has(name));
}

/** Makes those who are missing, with addresses that no mail reaches, and puts the new ones under their managers. */
export async function createMissing(file: string): Promise<number> {
  const agents = await readAgents(file);
  const missing = await missingPeople(file);
  await transaction(async (tx) => {
    for (const name of missing) await createPerson(tx, { name, email: addressOf(name), kind: 'internal' });
    const ids = await idsByName(tx, [...new Set(agents.flatMap(({ name, manager }) => [name, manager]))]);
    for (const { name, manager, office } of agents.filter((one) => missing.includes(one.name))) {
      const id = ids.get(name) ?? '';
      await tx.update(people).set({ office, title: 'Sales agent' }).where(eq(people.id, id));
      await placeInHierarchy(tx, id, ids.get(manager) ?? null);
    }
  });
  return missing.length;
}
