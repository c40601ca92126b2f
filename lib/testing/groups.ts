import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { addMember } from '@/lib/groups/add-member';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { createGroup } from '@/lib/groups/create-group';
import type { CreateGroup } from '@/lib/groups/input';
import type { TestDatabase } from './database';

let founded = 0;

/** Groups of a test's own, and what it wants to know of them. The owner of the cast owns each. */
export function groupsIn(open: TestDatabase) {
  const query = (text: string, params: unknown[]) => open.current.query(text, params);

  /** A new group with these members; the outbox then hears only what the test does. */
  async function found(access: CreateGroup['access'], more: Partial<CreateGroup> = {}, members: Viewer[] = []) {
    founded += 1;
    const wanted = {
      name: `Group ${founded}`,
      description: '',
      access,
      isBroadcast: false,
      allowsGuests: false,
      ...more,
    };
    const owner = viewerOf(cast.owner);
    const group = await createGroup(owner, wanted);
    for (const member of members) await addMember(owner, { groupId: group.id, personId: member.id });
    await query('delete from outbox_events', []);
    await query('delete from audit_entries where subject_id = $1', [group.id]);
    return { ...group, groupId: group.id, name: wanted.name };
  }

  async function roles(groupId: string): Promise<Record<string, string>> {
    const rows = await query('select person_id, role from memberships where group_id = $1', [groupId]);
    return Object.fromEntries(rows.map((row) => [row.person_id, row.role]));
  }

  async function events(): Promise<unknown[]> {
    return (await query('select type from outbox_events order by id', [])).map((row) => row.type);
  }

  async function audited(groupId: string): Promise<unknown[]> {
    const rows = await query('select action from audit_entries where subject_id = $1 order by id', [groupId]);
    return rows.map((row) => row.action);
  }

  /** The newest request of a person. */
  async function requestOf(groupId: string, personId: string) {
    const [row] = await query(
      `select id, status, response_message as message, decided_by as "decidedBy" from join_requests
       where group_id = $1 and person_id = $2 order by id desc`,
      [groupId, personId],
    );
    return row as { id: string; status: string; message: string; decidedBy: string | null } | undefined;
  }

  async function asked(viewer: Viewer, groupId: string): Promise<string> {
    await askToJoin(viewer, { groupId });
    return (await requestOf(groupId, viewer.id))?.id ?? '';
  }

  return { found, roles, events, audited, requestOf, asked };
}

/** What somebody is told beside a field; any other refusal is thrown on. */
export async function refusedFields(work: Promise<unknown>): Promise<Record<string, string>> {
  const error = await work.then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Invalid) return error.fields;
  throw error;
}
