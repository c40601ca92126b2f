import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { audiencesHeldBy } from './audience';
import type { Viewer } from './viewer';

/**
 * The version of the channel of a restricted audience, for someone who holds it at this moment; null for all others.
 * Asked of the rows and not of what the session knew, and never opened by a permission to look in.
 */
export async function findOpenChannelVersion(viewer: Viewer, audience: string): Promise<number | null> {
  const [row] = await rows<{ version: number }>(sql`
    select s.channel_version as version from subjects s join subjects me on me.id = ${viewer.id} and me.is_active
    where s.id = ${audience} and s.audience = s.id and s.id in (${audiencesHeldBy(sql`${viewer.id}::uuid`)})`);
  return row?.version ?? null;
}
