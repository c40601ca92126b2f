import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import type { GroupFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { guestProblem, onUniqueName } from './group-checks';
import type { EditGroup } from './input';
import { moveAudience } from './move-audience';
import { onGroup } from './on-group';
import { accessChoices, groupNameKey } from './rules';

type Texts = Pick<EditGroup, 'name' | 'description' | 'informationTitle' | 'information'>;

/** Tells the second of two editors, beside each text that differs, what stands there now. Saving again replaces it. */
async function conflict(tx: Tx, viewer: Viewer, input: EditGroup): Promise<Conflict> {
  const s = scope(viewer, tx);
  const [now] =
    await s.rows<Texts>(sql`select g.name, g.description, g.information_title as "informationTitle", g.information
    from ${s.groups} g where g.id = ${input.groupId}`);
  const differing = Object.entries(now ?? {}).filter(([name, text]) => input[name as keyof Texts] !== text);
  const fields = differing.map(([name, text]) => [
    name,
    `${text ? `This now says “${text}”.` : 'This was left empty.'} Saving again replaces it.`,
  ]);
  return new Conflict(
    'Someone else changed this group while you were editing, and nothing of yours is lost. Save again to keep yours.',
    Object.fromEntries(fields),
  );
}

function demandAllowed(group: GroupFacts, input: EditGroup): void {
  if (group.allowsGuests && !input.allowsGuests)
    throw new Invalid({ allowsGuests: 'A group that has allowed guests goes on allowing them.' });
  if (input.access !== group.access && !accessChoices(group.access, group.allowsGuests).includes(input.access))
    throw new Invalid({ access: 'This group cannot change to this kind of access.' });
  guestProblem(input.access, input.allowsGuests);
  if (group.access !== 'public' && input.access === 'public' && !input.confirmAccess)
    throw new Invalid({ confirmAccess: 'Tick this to show everything posted here so far to everyone.' });
}

async function save(tx: Tx, group: GroupFacts, input: EditGroup): Promise<void> {
  const { name, description, informationTitle, information, access, isBroadcast, allowsGuests } = input;
  const { isAutoArchiveDisabled } = input;
  // What was said before a change of mind counts no more: after it, notice is given anew.
  const archiveNoticeAt = sql`case when ${groups.isAutoArchiveDisabled} = ${isAutoArchiveDisabled} then ${groups.archiveNoticeAt} end`;
  await tx.update(subjects).set({ name }).where(eq(subjects.id, group.id));
  await tx
    .update(groups)
    .set({
      nameKey: groupNameKey(name),
      description,
      informationTitle,
      information,
      access,
      isBroadcast,
      allowsGuests,
      isAutoArchiveDisabled,
      archiveNoticeAt,
      version: sql`${groups.version} + 1`,
    })
    .where(eq(groups.id, group.id));
}

/** Changes what a group says of itself and who sees it. A new kind of access moves everything posted so far with it. */
export async function editGroup(viewer: Viewer, input: EditGroup): Promise<{ slug: string }> {
  return onUniqueName(() =>
    onGroup(viewer, input.groupId, async (tx, eyes) => {
      const group = await load(eyes, 'group.edit', input.groupId, tx);
      if (group.version !== input.version) throw await conflict(tx, eyes, input);
      demandAllowed(group, input);
      await save(tx, group, input);
      if (input.access !== group.access) await moveAudience(tx, viewer, group, input.access);
      const fields = [
        'name',
        'description',
        'informationTitle',
        'information',
        'isBroadcast',
        'allowsGuests',
        'isAutoArchiveDisabled',
      ];
      await emit(tx, viewer, 'group.edited', group.id, { groupId: group.id, fields });
      await audit(tx, viewer, 'group.edited', group.id, { fields });
      return { slug: group.slug };
    }),
  );
}
