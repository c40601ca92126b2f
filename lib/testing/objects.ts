import { database } from '@/db/open';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { createField } from '@/lib/objects/create-field';
import { createObject } from '@/lib/objects/create-object';
import { createFieldInput, createObjectInput } from '@/lib/objects/input';
import { getDefinedObject } from '@/lib/objects/setup-queries';
import type { FieldType } from '@/lib/objects/view-models';

/** An object as an admin's form makes it. Returns its id. */
export async function makeObject(admin: Viewer, label: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  const form = { id, label, plural: `${label}s`, nameLabel: 'Name', access: 'read', isTracked: 'on', hasTopics: 'on' };
  await createObject(admin, createObjectInput.parse({ ...form, ...more }));
  return id;
}

/** A field as an admin's form makes it. Returns its id. */
export async function makeField(
  admin: Viewer,
  object: string,
  type: FieldType,
  label: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const id = newId();
  const { id: objectId, version } = await getDefinedObject(admin, object);
  await createField(admin, createFieldInput.parse({ objectId, version, id, type, label, ...more }));
  return id;
}

/** What onObject asks of a form: the object's id and the version it was made from. */
export async function versionOf(apiName: string): Promise<{ objectId: string; version: number }> {
  const [row] = await database().query('select id as "objectId", version from objects where api_name = $1', [apiName]);
  return row as { objectId: string; version: number };
}
