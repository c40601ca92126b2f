import 'server-only';
import { sql } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import type { Tx } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';

/** Where something is posted, and the audience that it takes from there. */
export type PostPlace = {
  id: string;
  kind: 'group' | 'person' | 'record';
  audience: string | null;
  ownerId: string | null;
};

const places = [
  async (viewer: Viewer, id: string, tx: Tx): Promise<PostPlace> => {
    const { audience } = await load(viewer, 'group.post', id, tx);
    return { id, kind: 'group', audience, ownerId: null };
  },
  async (viewer: Viewer, id: string, tx: Tx): Promise<PostPlace> => {
    const { audience, ownerId } = await load(viewer, 'record.post', id, tx);
    return { id, kind: 'record', audience, ownerId };
  },
];

/** The group, record or profile to post to. Throws NotFound and Forbidden as `load` does. */
export async function loadPlace(viewer: Viewer, subjectId: string, tx: Tx): Promise<PostPlace> {
  for (const find of places) {
    try {
      return await find(viewer, subjectId, tx);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  const person = await load(viewer, 'person.post', subjectId, tx);
  return { id: person.id, kind: 'person', audience: null, ownerId: null };
}

/** Keeps the groups one writes in at the top of the navigation. */
export async function touchMembership(viewer: Viewer, groupId: string, tx: Tx): Promise<void> {
  await tx
    .update(memberships)
    .set({ usedAt: new Date() })
    .where(sql`${memberships.groupId} = ${groupId} and ${memberships.personId} = ${viewer.id}`);
}
