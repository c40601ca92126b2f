import 'server-only';
import { sql } from 'drizzle-orm';
import { fieldReaders } from '@/db/schema/objects';
import type { Tx } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { findField } from './find-field';
import type { AddReader } from './input';
import { onObject } from './on-object';

/** The name of the person, group or permission, as far as the viewer may know of it. Throws NotFound. */
async function nameOf(tx: Tx, viewer: Viewer, { principal, permission }: AddReader): Promise<string> {
  const s = scope(viewer, tx);
  const [found] = await s.rows<{ name: string }>(
    principal
      ? sql`select p.name from ${s.people} p where p.id = ${principal} and p.is_active union all select g.name from ${s.groups} g where g.id = ${principal}`
      : sql`select c.label as name from ${s.permissionCatalogue} c where c.name = ${permission ?? ''}`,
  );
  if (!found) throw new NotFound();
  return found.name;
}

/** Lets a person, the members of a group, or the holders of a permission read a field wherever they may read the record. */
export async function addReader(viewer: Viewer, input: AddReader): Promise<{ name: string; label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    if (object.kind !== 'record') throw new NotFound();
    const field = await findField(tx, object.id, input.fieldId);
    if (field.role !== null) throw new NotFound();
    const name = await nameOf(tx, viewer, input);
    const { principal, permission } = input;
    const written = await tx
      .insert(fieldReaders)
      .values({ id: newId(), fieldId: field.id, ...(principal ? { principal } : { permission }) })
      .onConflictDoNothing()
      .returning({ id: fieldReaders.id });
    const result = { name, label: field.label };
    if (written.length === 0) return { result, told: null };
    const details = permission ? { permission } : { readerId: principal };
    return { result, told: { action: 'object.reader_added', fields: [field.apiName], details } };
  });
}
