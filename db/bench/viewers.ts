import { randomUUID } from 'node:crypto';
import type { Database } from '@/db/database';
import { findSession } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';

/** The handles' numbers are ranks: 0 writes most, 11 follows as many as one may, 7 follows people who are silent by now. */
const [BUSY, HEAVY, SPARSE] = [0, 11, 7];
const TYPICAL = 60;

export type Viewers = { typical: Viewer[]; busy: Viewer[]; heavy: Viewer[]; sparse: Viewer[] };

export async function findViewers(database: Database): Promise<Viewers> {
  const [{ people } = { people: 0 }] = await database.query('select count(*)::int as people from people');
  const step = Math.floor(Number(people) / TYPICAL);
  const typical = Array.from({ length: TYPICAL }, (_, n) => Math.max(20, n * step + 1));
  const of = (ranks: number[]) => Promise.all(ranks.map((rank) => findViewer(database, `person${rank}`)));
  return {
    typical: await of(typical),
    busy: await of([BUSY]),
    heavy: await of([HEAVY]),
    sparse: await of([SPARSE]),
  };
}

/** Signs a person in: their viewer is made the way a request makes it. */
export async function findViewer(database: Database, handle: string): Promise<Viewer> {
  const token = randomUUID();
  await database.query(
    `insert into sessions (id, token_hash, person_id, expires_at)
     select $1, $2, id, now() + interval '1 day' from subjects where handle = $3`,
    [newId(), token, handle],
  );
  const session = await findSession(token, 'UTC');
  if (!session) throw new Error(`nobody has the handle ${handle}.`);
  return session.viewer;
}
