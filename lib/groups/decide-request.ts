import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { joinRequests } from '@/db/schema/groups';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { admitPerson } from './admit-person';
import type { DecideRequest } from './input';

type Asked = {
  status: 'pending' | 'accepted' | 'declined';
  decider: string | null;
  isActive: boolean;
  name: string;
  slug: string;
};

async function asked(tx: Tx, viewer: Viewer, requestId: string): Promise<Asked | undefined> {
  const s = scope(viewer, tx);
  const [row] = await s.rows<Asked>(sql`
    select r.status, decider.name as decider, asker.is_active as "isActive", asker.name, g.slug
    from ${s.joinRequests} r join ${s.groups} g on g.id = r.group_id join ${s.people} asker on asker.id = r.person_id
    left join ${s.people} decider on decider.id = r.decided_by where r.id = ${requestId}`);
  return row;
}

function demandOpen(request: Asked | undefined): asserts request is Asked {
  if (request && request.status !== 'pending')
    throw new Conflict(`${request.decider ?? 'Someone'} has already ${request.status} this request.`);
}

type Decided = { slug: string; name: string; status: 'accepted' | 'declined' };

/** Lets someone in who asked, or not, with words to them. A decision is final: whoever comes second is told who was first. */
export async function decideRequest(viewer: Viewer, input: DecideRequest): Promise<Decided> {
  const { requestId, decision, message } = input;
  return transaction(async (tx) => {
    const { groupId, personId } = await load(viewer, 'request.decide', requestId, tx);
    const request = await asked(tx, viewer, requestId);
    demandOpen(request);
    const isAccepted = decision === 'accept';
    if (isAccepted && !request.isActive)
      throw new Invalid({ '': 'This person has been deactivated. Decline the request, or wait until they are back.' });
    const status = isAccepted ? 'accepted' : 'declined';
    await tx
      .update(joinRequests)
      .set({ status, decidedAt: new Date(), decidedBy: viewer.id, responseMessage: message })
      .where(and(eq(joinRequests.id, requestId), eq(joinRequests.status, 'pending')));
    if (isAccepted) await admitPerson(tx, viewer, groupId, personId);
    await emit(tx, viewer, 'group.join_decided', groupId, { groupId, personId, requestId, status });
    await audit(tx, viewer, `group.request_${status}`, groupId, { personId, requestId });
    return { slug: request.slug, name: request.name, status };
  });
}
