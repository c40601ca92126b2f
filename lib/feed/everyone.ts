import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';

const SECONDS = 60;

let counted: { people: number; at: number } | null = null;

/** How many active colleagues there are, the same for every colleague and so counted once a minute; nothing for guests. */
export async function everyone(s: Scope): Promise<number> {
  if (s.viewer.kind === 'guest') return 0;
  if (counted && Date.now() - counted.at < SECONDS * 1000) return counted.people;
  const [row] = await s.rows<{ people: number }>(
    sql`select count(*)::int as people from ${s.authors} a where a.kind = 'internal' and a.is_active`,
  );
  counted = { people: row?.people ?? 0, at: Date.now() };
  return counted.people;
}
