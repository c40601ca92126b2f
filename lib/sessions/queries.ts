import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { browserName } from '@/lib/auth/rules';

export type SessionLine = { id: string; browser: string; createdAt: string; seenAt: string };

type Row = { id: string; userAgent: string; createdAt: Date; seenAt: Date };

/** One's own open sessions, the one used last first. */
export async function listSessions(viewer: Viewer): Promise<SessionLine[]> {
  const s = scope(viewer);
  const found =
    await s.rows<Row>(sql`select se.id, se.user_agent as "userAgent", se.created_at as "createdAt", se.seen_at as "seenAt"
    from ${s.ownSessions} se where se.ended_at is null and se.expires_at > now() order by se.seen_at desc, se.id desc limit 100`);
  return found.map(({ id, userAgent, createdAt, seenAt }) => ({
    id,
    browser: browserName(userAgent),
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
  }));
}
