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
import type { StoredValues } from '@/lib/objects/view-models';
import { announceSubject } from '@/lib/tracking/announce-subject';
import { guestProblem, onUniqueName } from './group-checks';
import type { EditGroup } from './input';
import { moveAudience } from './move-audience';
import { onGroup } from './on-group';
import { accessChoices, groupNameKey } from './rules';

type Texts = Pick<EditGroup, 'name' | 'description' | 'informationTitle' | 'information'>;

async function texts(tx: Tx, viewer: Viewer, groupId: string): Promise<Texts | undefined> {
  const s = scope(viewer, tx);
  const [now] =
    await s.rows<Texts>(sql`select g.name, g.description, g.information_title as "informationTitle", g.information
    from ${s.groups} g where g.id = ${groupId}`);
  return now;
}

/** What a group says of itself, by the fields of the object `group`. */
function trackedValues(group: Texts & Pick<EditGroup, 'access' | 'isBroadcast' | 'allowsGuests'>): StoredValues {
  const { name, access, description, information, informationTitle } = group;
  const switches = { allows_guests: group.allowsGuests, is_broadcast: group.isBroadcast };
  return { name, access, description, information, information_title: informationTitle, ...switches };
}

/** Tells whoever may see the group by now what of it changed. */
async function tell(tx: Tx, viewer: Viewer, group: GroupFacts, before: Texts | undefined, input: EditGroup) {
  if (!before) return;
  const audience = input.access === 'public' ? null : group.id;
  const changed = { subjectId: group.id, audience, version: group.version + 1 };
  const values = { before: trackedValues({ ...group, ...before }), after: trackedValues(input) };
  await announceSubject(tx, viewer, 'group', changed, values);
}

/** Tells the second of two editors, beside each text that differs, what stands there now. Saving again replaces it. */
async function conflict(tx: Tx, viewer: Viewer, input: EditGroup): Promise<Conflict> {
  const now = await texts(tx, viewer, input.groupId);
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
      const before = await texts(tx, eyes, group.id);
      await save(tx, group, input);
      if (input.access !== group.access) await moveAudience(tx, viewer, group, input.access);
      await tell(tx, viewer, group, before, input);
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
