import 'server-only';
import { eq } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/people';
import type { Tx } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { PhotoKind } from './rules';

/** Whose picture it is: a person's, or a group's. */
export type Owner = { kind: 'person' | 'group'; id: string; isOther: boolean };

/** The person or group whose picture the viewer may change, locked. Throws NotFound and Forbidden like `load`. */
export async function loadOwner(viewer: Viewer, subjectId: string, kind: PhotoKind, tx: Tx): Promise<Owner> {
  const owner = await loadPerson(viewer, subjectId, tx).catch((error: unknown) => {
    if (error instanceof NotFound) return loadGroup(viewer, subjectId, tx);
    throw error;
  });
  if (owner.kind === 'group' && kind === 'banner') throw new Invalid({ kind: 'Groups have no banner.' });
  return owner;
}

async function loadPerson(viewer: Viewer, id: string, tx: Tx): Promise<Owner> {
  await load(viewer, 'person.edit', id, tx);
  return { kind: 'person', id, isOther: id !== viewer.id };
}

async function loadGroup(viewer: Viewer, id: string, tx: Tx): Promise<Owner> {
  const { role } = await load(viewer, 'group.edit', id, tx);
  return { kind: 'group', id, isOther: role === null };
}

/** Shows this picture, or none, and tells the outbox. */
export async function showPhoto(
  viewer: Viewer,
  owner: Owner,
  { kind, photoId }: { kind: PhotoKind; photoId: string | null },
  tx: Tx,
): Promise<void> {
  if (owner.kind === 'group') {
    await tx.update(groups).set({ photoId }).where(eq(groups.id, owner.id));
    await emit(tx, viewer, 'group.edited', owner.id, { groupId: owner.id, fields: [kind] });
  } else {
    const shown = kind === 'banner' ? { bannerId: photoId } : { photoId };
    await tx.update(people).set(shown).where(eq(people.id, owner.id));
    await emit(tx, viewer, 'person.edited', owner.id, { personId: owner.id, fields: [kind] });
  }
  if (owner.isOther) await audit(tx, viewer, `${owner.kind}.edited`, owner.id, { fields: [kind] });
}
