import 'server-only';
import { sql } from 'drizzle-orm';
import { follows } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { FollowInput } from './input';
import { MAX_FOLLOWS } from './rules';

/** Own row first or second by id, so that two people who follow each other at once do not wait for each other. */
async function loadBoth(viewer: Viewer, { subjectId, kind }: FollowInput, tx: Tx): Promise<void> {
  const self = () => load(viewer, 'person.view', viewer.id, tx);
  if (viewer.id < subjectId) await self();
  await load(viewer, `${kind}.follow`, subjectId, tx);
  if (viewer.id > subjectId) await self();
}

async function countFollows(viewer: Viewer, tx: Tx): Promise<number> {
  const s = scope(viewer, tx);
  const [row] = await s.rows<{ count: number }>(sql`select count(*)::int as count from ${s.ownFollows} f`);
  return row?.count ?? 0;
}

/**
 * Follows a person, a topic or a record; doing it twice is doing it once. One's own row is locked while the follows are counted,
 * so that no number of requests at once passes the cap. Throws Invalid at the cap and for oneself.
 */
export async function followSubject(viewer: Viewer, input: FollowInput): Promise<void> {
  if (input.subjectId === viewer.id)
    throw new Invalid({ '': 'You cannot follow yourself: your own posts reach you anyway.' });
  await transaction(async (tx) => {
    await loadBoth(viewer, input, tx);
    const before = await countFollows(viewer, tx);
    const { subjectId } = input;
    const written = await tx
      .insert(follows)
      .values({ personId: viewer.id, subjectId })
      .onConflictDoNothing()
      .returning({ subjectId: follows.subjectId });
    if (written.length === 0) return;
    if (before >= MAX_FOLLOWS) throw new Invalid({ '': capReached });
    await emit(tx, viewer, 'subject.followed', subjectId, { subjectId });
  });
}

const capReached = `You follow ${MAX_FOLLOWS} people, topics and records, which is the most. Unfollow some on your profile under Following, then follow this one.`;
