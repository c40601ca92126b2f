import 'server-only';
import { sql } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import type { Tx } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';

/** Where something is posted, and the audience that it takes from there. */
export type PostPlace = { id: string; kind: 'group' | 'person'; audience: string | null };

/** The group or profile to post to. Throws NotFound and Forbidden as `load` does. */
export async function loadPlace(viewer: Viewer, subjectId: string, tx: Tx): Promise<PostPlace> {
  try {
    const group = await load(viewer, 'group.post', subjectId, tx);
    return { id: group.id, kind: 'group', audience: group.audience };
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
  const person = await load(viewer, 'person.post', subjectId, tx);
  return { id: person.id, kind: 'person', audience: null };
}

/** Keeps the groups one writes in at the top of the navigation. */
export async function touchMembership(viewer: Viewer, groupId: string, tx: Tx): Promise<void> {
  await tx
    .update(memberships)
    .set({ usedAt: new Date() })
    .where(sql`${memberships.groupId} = ${groupId} and ${memberships.personId} = ${viewer.id}`);
}
