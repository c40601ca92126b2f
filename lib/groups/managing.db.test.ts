import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { addMember } from './add-member';
import { changeRole } from './change-role';
import { removeMember } from './remove-member';
import { transferOwnership } from './transfer-ownership';

const open = useDatabase();
const { found, roles, events, audited, requestOf, asked } = groupsIn(open);

const owner = viewerOf(cast.owner);
const manager = viewerOf(cast.manager);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const guest = viewerOf(cast.guest);

beforeEach(() => open.current.query('delete from outbox_events'));

describe('adding and removing', () => {
  test('a manager adds and removes, and both are audited', async () => {
    const { groupId } = await found('unlisted');
    await addMember(owner, { groupId, personId: outsider.id });
    await removeMember(owner, { groupId, personId: outsider.id });
    expect(await roles(groupId)).toEqual({ [owner.id]: 'owner' });
    expect(await events()).toEqual(['group.joined', 'group.left', 'access.lost']);
    expect(await audited(groupId)).toEqual(['group.member_added', 'group.member_removed']);
  });

  test('adding answers what somebody asked', async () => {
    const { groupId } = await found('private');
    await asked(outsider, groupId);
    await addMember(owner, { groupId, personId: outsider.id });
    expect(await requestOf(groupId, outsider.id)).toMatchObject({ status: 'accepted', decidedBy: owner.id });
  });

  test('guests come only where guests are allowed, and the deactivated nowhere', async () => {
    const { groupId: closed } = await found('private');
    const { groupId: welcoming } = await found('private', { allowsGuests: true });
    expect(await refusedFields(addMember(owner, { groupId: closed, personId: guest.id }))).toEqual({
      personId: `${guest.name} is a guest, and this group does not allow guests.`,
    });
    await addMember(owner, { groupId: welcoming, personId: guest.id });
    expect((await roles(welcoming))[guest.id]).toBe('member');
    const gone = addMember(owner, { groupId: closed, personId: cast.deactivated.id });
    expect(await refusedFields(gone)).toEqual({
      personId: `${cast.deactivated.name} has been deactivated and cannot be added.`,
    });
  });

  test('the owner cannot be removed, and a stranger to the group is told apart from nobody', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: manager.id });
    await changeRole(owner, { groupId, personId: manager.id, role: 'manager' });
    await expect(removeMember(manager, { groupId, personId: owner.id })).rejects.toThrow(Conflict);
    await expect(removeMember(manager, { groupId, personId: outsider.id })).rejects.toThrow(Conflict);
    await expect(removeMember(manager, { groupId, personId: groupId })).rejects.toThrow(NotFound);
  });

  test('is not for members, outsiders or managers of another group', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: member.id });
    for (const viewer of [member, outsider, manager]) {
      await expect(addMember(viewer, { groupId, personId: cast.follower.id })).rejects.toThrow(Forbidden);
      await expect(removeMember(viewer, { groupId, personId: member.id })).rejects.toThrow(Forbidden);
    }
  });

  test('an unlisted group is kept by whom the permission names, with an audit entry, and by no other admin', async () => {
    const { groupId } = await found('unlisted');
    const keeper = viewerOf(cast.unlistedKeeper);
    await addMember(keeper, { groupId, personId: member.id });
    expect(await audited(groupId)).toEqual(['oversight.used', 'group.member_added']);
    for (const role of ['admin', 'viewAllData'] as const)
      await expect(addMember(viewerOf(cast[role]), { groupId, personId: outsider.id })).rejects.toThrow(NotFound);
  });
});

describe('roles', () => {
  test('change between member and manager, each time with event and audit', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: member.id });
    await changeRole(owner, { groupId, personId: member.id, role: 'manager' });
    await changeRole(member, { groupId, personId: member.id, role: 'member' });
    expect((await roles(groupId))[member.id]).toBe('member');
    expect((await events()).slice(1)).toEqual(['group.role_changed', 'group.role_changed']);
  });

  test('nobody makes an owner by changing a role, nor a manager of a guest', async () => {
    const { groupId } = await found('private', { allowsGuests: true });
    await addMember(owner, { groupId, personId: guest.id });
    expect(await refusedFields(changeRole(owner, { groupId, personId: guest.id, role: 'manager' }))).toEqual({
      role: 'A guest cannot manage a group.',
    });
    await expect(changeRole(owner, { groupId, personId: owner.id, role: 'member' })).rejects.toThrow(Conflict);
    await expect(changeRole(owner, { groupId, personId: outsider.id, role: 'manager' })).rejects.toThrow(Conflict);
  });

  test('ownership goes to another member, and there is always one owner', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: member.id });
    await transferOwnership(owner, { groupId, personId: member.id });
    expect(await roles(groupId)).toEqual({ [owner.id]: 'manager', [member.id]: 'owner' });
    await expect(transferOwnership(owner, { groupId, personId: owner.id })).rejects.toThrow(Forbidden);
  });

  test('ownership goes to no outsider, no guest and no manager who takes it', async () => {
    const { groupId } = await found('private', { allowsGuests: true });
    await addMember(owner, { groupId, personId: guest.id });
    await addMember(owner, { groupId, personId: manager.id });
    await changeRole(owner, { groupId, personId: manager.id, role: 'manager' });
    expect(await refusedFields(transferOwnership(owner, { groupId, personId: outsider.id }))).toEqual({
      personId: `${outsider.name} is not in this group. Add them first.`,
    });
    expect(await refusedFields(transferOwnership(owner, { groupId, personId: guest.id }))).toEqual({
      personId: 'A guest cannot own a group.',
    });
    await expect(transferOwnership(manager, { groupId, personId: manager.id })).rejects.toThrow(Forbidden);
    expect((await roles(groupId))[owner.id]).toBe('owner');
  });
});
