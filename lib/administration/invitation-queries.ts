import 'server-only';
import { sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { invitationHash, invitationToken, invitationUrl } from '@/lib/invitation-link';
import type { InvitationLine } from './view-models';

type Row = Omit<InvitationLine, 'url' | 'expiresAt'> & { tokenHash: string; expiresAt: Date; mayPassOn: boolean };

const LIMIT = 200;

/**
 * Open invitations, newest first. Of one to a group that is not open to the admin, the group is not named. A link into a
 * group lets in whoever opens it, so only whoever invited reads it: being an admin opens no group.
 */
export async function listInvitations(viewer: Viewer): Promise<InvitationLine[]> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const found = await s.rows<Row>(
    sql`select i.id, i.email, i.kind, i.token_hash as "tokenHash", i.expires_at as "expiresAt", g.name as "groupName", by_whom.name as "invitedBy",
      i.group_id is null or i.invited_by is not distinct from ${viewer.id} as "mayPassOn"
    from ${s.invitations} i left join ${s.groups} g on g.id = i.group_id left join ${s.people} by_whom on by_whom.id = i.invited_by
    where i.accepted_at is null and i.expires_at > now() order by i.id desc limit ${LIMIT}`,
  );
  return found.map(({ tokenHash, expiresAt, mayPassOn, ...line }) => {
    const isOurs = mayPassOn && tokenHash === invitationHash(invitationToken(line.id));
    return { ...line, expiresAt: expiresAt.toISOString(), url: isOurs ? invitationUrl(line.id) : null };
  });
}
