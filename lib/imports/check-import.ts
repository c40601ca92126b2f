import 'server-only';
import { eq } from 'drizzle-orm';
import { imports } from '@/db/schema/imports';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { getObject } from '@/lib/objects/queries';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { beginRun } from './begin-run';
import { holdImport } from './hold-import';
import type { GivenColumn, GivenMapping } from './input';
import { getImport } from './queries';
import { columnsIn, isAtWork } from './rules';
import type { ColumnMapping, ImportMapping, Match } from './view-models';

const matchesOf: Partial<Record<FieldView['type'], readonly Match[]>> = {
  person: ['name', 'handle', 'email'],
  lookup: ['name', 'external'],
};

function mapColumn(given: GivenColumn, field: FieldView): ColumnMapping {
  const { column, match, isLeftBlank, readAs } = given;
  const matches = matchesOf[field.type];
  return {
    column,
    field: field.apiName,
    ...(matches && {
      match: matches.find((one) => one === match) ?? matches[0] ?? 'name',
      onUnknown: isLeftBlank ? 'blank' : 'refuse',
    }),
    ...(Object.keys(readAs).length > 0 && { readAs }),
  };
}

/** Which field each column is for. Throws Invalid beside a column whose field is not there, or has a column already. */
function mapColumns(given: readonly GivenColumn[], columns: readonly string[], fields: readonly FieldView[]) {
  const wrong: Record<string, string> = {};
  const taken = new Map<string, number>();
  const mapped: ColumnMapping[] = [];
  for (const one of given) {
    const field = fields.find(({ apiName }) => apiName === one.field);
    const other = taken.get(one.field);
    if (!field || one.column >= columns.length) wrong[`column_${one.column}`] = 'This field is not there any more.';
    else if (other !== undefined)
      wrong[`column_${one.column}`] = `“${field.label}” is read from the column “${columns[other]}” already.`;
    else mapped.push(mapColumn(one, field));
    taken.set(one.field, one.column);
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return mapped;
}

/** Fields that every new record needs and nothing gives. */
function lacking(mapping: ImportMapping, { fields }: ObjectView): FieldView[] {
  const mapped = new Set(mapping.columns.map(({ field }) => field));
  return fields.filter(
    ({ apiName, role, isRequired, defaultValue }) =>
      isRequired &&
      defaultValue === null &&
      role !== 'owner' &&
      !mapped.has(apiName) &&
      !(role === 'name' && mapping.nameFrom !== null),
  );
}

function refuseLacking(mapping: ImportMapping, columns: readonly string[], object: ObjectView): void {
  const name = object.fields.find(({ role }) => role === 'name');
  if (mapping.nameFrom !== null && mapping.columns.some(({ field }) => field === name?.apiName))
    throw new Invalid({ nameFrom: 'A column holds the name already. Empty this, or map that column to nothing.' });
  const unknown = columnsIn(mapping.nameFrom ?? '').find((column) => !columns.includes(column));
  if (unknown !== undefined) throw new Invalid({ nameFrom: `There is no column “${unknown.slice(0, 80)}”.` });
  const [first] = lacking(mapping, object);
  if (first?.role === 'name')
    throw new Invalid({ nameFrom: `Map a column to “${first.label}”, or say here what it is made of.` });
  if (first)
    throw new Invalid({ '': `Map a column to “${first.label}”: every ${object.label.toLowerCase()} needs one.` });
}

const within = (column: number | null, columns: readonly string[]) =>
  column !== null && column < columns.length ? column : null;

/** Keeps what the columns mean and goes through all rows without writing any. Throws Invalid, Conflict while it is at work, NotFound. */
export async function checkImport(viewer: Viewer, { id, ...given }: GivenMapping): Promise<void> {
  const { object: apiName } = await getImport(viewer, id);
  const object = await getObject(viewer, apiName);
  await transaction(async (tx) => {
    const held = await holdImport(tx, viewer, id);
    if (isAtWork(held.state)) throw new Conflict('This is at work already. Look again when it is done.');
    if (['done', 'cancelled', 'loading'].includes(held.state))
      throw new Conflict('This import is over. Upload the file again.');
    const { columns } = held;
    const mapping: ImportMapping = {
      ...given,
      externalId: within(given.externalId, columns),
      createdAt: within(given.createdAt, columns),
      columns: mapColumns(given.columns, columns, object.fields),
    };
    refuseLacking(mapping, columns, object);
    await tx.update(imports).set({ mapping }).where(eq(imports.id, id));
    const run = await beginRun(tx, viewer, id, true);
    await emit(tx, viewer, 'import.chunk_due', id, { importId: id, run, chunk: 0 });
  });
}
