import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { inviteToGroup } from './invite-to-group';
import { listInvitations } from './member-queries';

const open = useDatabase();
const { found, events } = groupsIn(open);

const owner = viewerOf(cast.owner);
const host = asViewer({ ...cast.owner, permissions: ['create_groups', 'invite_guests'] });
const newcomer = 'new.colleague@brightmoor.example';

beforeEach(() => open.current.query('delete from outbox_events'));

test('a colleague is invited with a link that only its sender sees again', async () => {
  const { groupId } = await found('private');
  const { link } = await inviteToGroup(owner, { groupId, email: newcomer, kind: 'internal' });
  const [row] = await open.current.query('select * from invitations where group_id = $1', [groupId]);
  expect(row).toMatchObject({ email: newcomer, kind: 'internal', invited_by: owner.id, accepted_at: null });
  expect(JSON.stringify(row)).not.toContain(link.split('/').at(-1));
  expect(await events()).toEqual(['group.person_invited']);
  expect(await listInvitations(owner, groupId)).toMatchObject([{ email: newcomer, link }]);
  expect(await listInvitations(viewerOf(cast.manager), groupId)).toEqual([]);
});

test('nobody from outside is made a colleague by a group', async () => {
  const { groupId } = await found('private');
  const fields = { email: 'This is not an address of the company. Ask an admin to invite this person.' };
  const outside = { groupId, email: 'someone@elsewhere.example', kind: 'internal' as const };
  expect(await refusedFields(inviteToGroup(owner, outside))).toEqual(fields);
});

test('guests are invited by whom the permission names, and only where they are allowed', async () => {
  const closed = await found('private');
  const welcoming = await found('private', { allowsGuests: true });
  const email = 'someone@elsewhere.example';
  const into = ({ groupId }: { groupId: string }) => ({ groupId, email, kind: 'guest' as const });
  expect(await refusedFields(inviteToGroup(host, into(closed)))).toEqual({ kind: 'This group does not allow guests.' });
  await expect(inviteToGroup(owner, into(welcoming))).rejects.toThrow(Forbidden);
  await inviteToGroup(host, into(welcoming));
  expect(await listInvitations(host, welcoming.groupId)).toMatchObject([{ kind: 'guest', email }]);
});

test('somebody who is here already is added by name instead', async () => {
  const { groupId } = await found('private');
  const known = { groupId, email: cast.outsider.email, kind: 'internal' as const };
  expect(await refusedFields(inviteToGroup(owner, known))).toEqual({
    email: `${cast.outsider.name} has this address and is here already. Add them by name.`,
  });
});

test('members and strangers invite nobody', async () => {
  const { groupId } = await found('private', {}, [viewerOf(cast.member)]);
  const input = { groupId, email: newcomer, kind: 'internal' as const };
  for (const viewer of [viewerOf(cast.member), viewerOf(cast.outsider)])
    await expect(inviteToGroup(viewer, input)).rejects.toThrow(Forbidden);
  const hidden = { ...input, groupId: cast.groups.unlisted.id };
  await expect(inviteToGroup(viewerOf(cast.outsider), hidden)).rejects.toThrow(NotFound);
});
