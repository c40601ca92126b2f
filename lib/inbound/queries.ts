import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { groupAddress } from './group-address';

type Group = { id: string; slug: string; can: { post: boolean } };

/** The address by which the viewer posts to a group of theirs; null where they may not, or mail is not taken in. */
export async function findGroupAddress(viewer: Viewer, group: Group): Promise<string | null> {
  if (!group.can.post || !env.EMAIL_REPLY_DOMAIN || !env.RESEND_WEBHOOK_SECRET) return null;
  const s = scope(viewer);
  const [member] = await s.rows<{ takes: boolean }>(sql`
    select coalesce((select e.is_on and e.allows_group_posts from ${s.emailSettings} e), true) as takes
    from ${s.ownMemberships} m where m.group_id = ${group.id}`);
  return member?.takes ? groupAddress(group) : null;
}
