import { cast } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { findReaders, getFieldReading } from '@/lib/objects/reader-queries';
import {
  getAccessChange,
  getCustomObject,
  getDefinedField,
  getDefinedObject,
  getFieldToDelete,
  getFieldUses,
  getObjectToDelete,
  getRestrictableField,
  getRetention,
  listDefinedObjects,
  listTrackedObjects,
} from '@/lib/objects/setup-queries';
import type { Eyes } from './reference';
import { type Case, type QueryRows, sorted } from './rows';
import { records } from './world';

/** Setup is there for admins, who see what there is and how much of it, whatever of it they may read. */
const forAdmins = (of: string, ask: (viewer: Viewer) => Promise<unknown>, answer: unknown): Case[] => [
  { of, ask, expected: ({ who }: Eyes) => (who.permissions.includes('admin') ? answer : 'Forbidden') },
];

const living = records.filter(({ object, isDeleted }) => object === 'opportunity' && !isDeleted);
const standard = ['account', 'campaign', 'case', 'contact', 'opportunity', 'project', 'task'];
const named = (lines: readonly { apiName: string }[]) => sorted(lines.map(({ apiName }) => apiName));
const { margin } = cast;

export const setupRows: QueryRows = {
  'objects/setup-queries.listDefinedObjects': () =>
    forAdmins('all objects', async (viewer) => named(await listDefinedObjects(viewer)), standard),
  'objects/setup-queries.getDefinedObject': () => [
    ...forAdmins(
      'opportunities',
      async (viewer) => (await getDefinedObject(viewer, 'opportunity')).records,
      living.length,
    ),
    ...forAdmins('what never was', async (viewer) => getDefinedObject(viewer, 'never_was'), 'NotFound'),
  ],
  'objects/setup-queries.getCustomObject': () =>
    forAdmins('people, who are no records', async (viewer) => getCustomObject(viewer, 'user'), 'NotFound'),
  'objects/setup-queries.getDefinedField': () =>
    forAdmins(
      'a field that they may not read',
      async (viewer) => (await getDefinedField(viewer, 'opportunity', margin.apiName)).field.id,
      margin.id,
    ),
  'objects/setup-queries.getRestrictableField': () =>
    forAdmins('a name', async (viewer) => getRestrictableField(viewer, 'opportunity', 'name'), 'NotFound'),
  'objects/setup-queries.getFieldToDelete': () =>
    forAdmins('a standard field', async (viewer) => getFieldToDelete(viewer, 'case', 'priority'), 'Forbidden'),
  'objects/setup-queries.getObjectToDelete': () =>
    forAdmins('a standard object', async (viewer) => getObjectToDelete(viewer, 'case'), 'Forbidden'),
  'objects/setup-queries.getFieldUses': () =>
    forAdmins(
      'a field that they may not read',
      async (viewer) => (await getFieldUses(viewer, margin.id)).announcements > 0,
      true,
    ),
  'objects/setup-queries.getAccessChange': () =>
    forAdmins(
      'opportunities',
      async (viewer) => {
        const object = await getDefinedObject(viewer, 'opportunity');
        return getAccessChange(viewer, object, 'private');
      },
      {
        moved: living.filter(({ isPrivate }) => !isPrivate).length,
        kept: living.filter(({ isPrivate }) => isPrivate).length,
      },
    ),
  'objects/setup-queries.listTrackedObjects': () =>
    forAdmins('all', async (viewer) => named(await listTrackedObjects(viewer)), sorted([...standard, 'group', 'user'])),
  'objects/setup-queries.getRetention': () => forAdmins('of changes', async (viewer) => getRetention(viewer), null),
  'objects/reader-queries.getFieldReading': () =>
    forAdmins(
      'who reads what they may not',
      async (viewer) => (await getFieldReading(viewer, margin.id)).readers.length > 0,
      true,
    ),
  'objects/reader-queries.findReaders': () =>
    forAdmins(
      'a group that they may not know',
      async (viewer) => findReaders(viewer, margin.id, cast.groups.unlisted.slug),
      [],
    ),
};
