import 'server-only';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { grants } from '@/db/schema/access';
import { groups, memberships } from '@/db/schema/groups';
import { subjects } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { demandRoom } from './admit-person';
import { guestProblem, onUniqueName } from './group-checks';
import type { CreateGroup } from './input';
import { groupNameKey, slugCandidates } from './rules';
import { usualFrequency } from './usual-frequency';
import type { GroupAccess } from './view-models';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Eight characters that nobody guesses and everybody can read out. */
const randomEnd = () => Array.from(randomBytes(8), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

async function insertSubject(tx: Tx, id: string, name: string, access: GroupAccess): Promise<string> {
  const audience = access === 'public' ? null : id;
  for (const handle of slugCandidates(name, access, randomEnd())) {
    const taken = await tx
      .insert(subjects)
      .values({ id, kind: 'group', handle, name, audience })
      .onConflictDoNothing({ target: subjects.handle })
      .returning({ id: subjects.id });
    if (taken.length > 0) return handle;
  }
  throw new Conflict('No address is free for this name. Please try another one.');
}

/** Founds a group with its founder as owner. */
export async function createGroup(viewer: Viewer, input: CreateGroup): Promise<{ id: string; slug: string }> {
  demand(viewer, 'create_groups');
  if (viewer.kind === 'guest') throw new Forbidden();
  guestProblem(input.access, input.allowsGuests);
  const id = newId();
  return onUniqueName(() =>
    transaction(async (tx) => {
      await demandRoom(tx, viewer, viewer.id, id);
      const { name, description, access, isBroadcast, allowsGuests } = input;
      const slug = await insertSubject(tx, id, name, access);
      const nameKey = groupNameKey(name);
      await tx
        .insert(groups)
        .values({ id, access, nameKey, description, isBroadcast, allowsGuests, createdBy: viewer.id });
      const emailFrequency = usualFrequency(sql`${viewer.id}::uuid`);
      await tx.insert(memberships).values({ groupId: id, personId: viewer.id, role: 'owner', emailFrequency });
      if (access !== 'public') await tx.insert(grants).values({ audience: id, principal: id, level: 'write' });
      await emit(tx, viewer, 'group.created', id, { groupId: id, access });
      return { id, slug };
    }),
  );
}
