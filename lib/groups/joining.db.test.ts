import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { addMember } from './add-member';
import { askToJoin } from './ask-to-join';
import { changeRole } from './change-role';
import { decideRequest } from './decide-request';
import { joinGroup } from './join-group';
import { leaveGroup } from './leave-group';
import { withdrawRequest } from './withdraw-request';

const open = useDatabase();
const { found, roles, events, audited, requestOf, asked } = groupsIn(open);

const owner = viewerOf(cast.owner);
const manager = viewerOf(cast.manager);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const guest = viewerOf(cast.guest);

beforeEach(() => open.current.query('delete from outbox_events'));

describe('joining', () => {
  test('a public group takes one click, and a second click changes nothing', async () => {
    const { groupId } = await found('public');
    await joinGroup(outsider, { groupId });
    await joinGroup(outsider, { groupId });
    expect((await roles(groupId))[outsider.id]).toBe('member');
    expect(await events()).toEqual(['group.joined']);
  });

  test('a private group is refused, and an unlisted one is not there', async () => {
    await expect(joinGroup(outsider, await found('private'))).rejects.toThrow(Forbidden);
    await expect(joinGroup(outsider, await found('unlisted'))).rejects.toThrow(NotFound);
    await expect(joinGroup(outsider, { groupId: 'no id' })).rejects.toThrow(NotFound);
  });

  test('a private group with Modify All Data is audited', async () => {
    const { groupId } = await found('private');
    const modifier = asViewer({ ...cast.outsider, permissions: ['modify_all_data'] });
    await joinGroup(modifier, { groupId });
    expect((await roles(groupId))[outsider.id]).toBe('member');
    expect(await audited(groupId)).toEqual(['group.member_added']);
  });

  test('is not for guests, who do not even find the group', async () => {
    await expect(joinGroup(guest, await found('public'))).rejects.toThrow(NotFound);
  });

  test('an archived group goes on', async () => {
    await joinGroup(outsider, { groupId: cast.groups.archived.id });
    expect((await roles(cast.groups.archived.id))[outsider.id]).toBe('member');
    await leaveGroup(outsider, { groupId: cast.groups.archived.id });
  });
});

describe('leaving', () => {
  test('a private group costs what was kept of it and is told as lost access', async () => {
    const groupId = cast.groups.private.id;
    const { id: itemId } = cast.posts.private.owner;
    const kept = async () => {
      const tables = ['bookmarks', 'mutes', 'drafts'];
      const counts = tables.map(
        (table) => `(select count(*)::int from ${table} where person_id = '${outsider.id}') as ${table}`,
      );
      return (await open.current.query(`select ${counts.join(', ')}`))[0];
    };
    await addMember(owner, { groupId, personId: outsider.id });
    await open.current.query('insert into bookmarks (person_id, item_id) values ($1, $2), ($1, $3)', [
      outsider.id,
      itemId,
      cast.posts.public.owner.id,
    ]);
    await open.current.query('insert into mutes (person_id, item_id) values ($1, $2)', [outsider.id, itemId]);
    await open.current.query(
      'insert into drafts (person_id, place, source, client_id) values ($1, $2, $4, $1), ($1, $3, $4, $1)',
      [outsider.id, `post:${groupId}`, `comment:${itemId}`, 'kept'],
    );
    await open.current.query('delete from outbox_events');
    await leaveGroup(outsider, { groupId });
    expect(await kept()).toEqual({ bookmarks: 1, mutes: 0, drafts: 0 });
    expect(await events()).toEqual(['group.left', 'access.lost']);
    await open.current.query('delete from bookmarks where person_id = $1', [outsider.id]);
  });

  test('a public group loses no access, and leaving twice is leaving once', async () => {
    const { groupId } = await found('public');
    await joinGroup(outsider, { groupId });
    await leaveGroup(outsider, { groupId });
    await leaveGroup(outsider, { groupId });
    expect(await roles(groupId)).toEqual({ [owner.id]: 'owner' });
    expect(await events()).toEqual(['group.joined', 'group.left']);
  });

  test('is not for the owner, who is told what to do first', async () => {
    const { groupId } = await found('private');
    expect(await refusedFields(leaveGroup(owner, { groupId }))).toEqual({
      '': 'You own this group. Give it to another member before you leave it.',
    });
    expect(await roles(groupId)).toEqual({ [owner.id]: 'owner' });
  });
});

describe('asking to join', () => {
  test('a private group makes one open request, however often one asks', async () => {
    const { groupId } = await found('private');
    await askToJoin(outsider, { groupId });
    await askToJoin(outsider, { groupId });
    expect((await requestOf(groupId, outsider.id))?.status).toBe('pending');
    expect(await events()).toEqual(['group.join_requested']);
  });

  test('is refused where anyone can join, and for guests and unlisted groups there is nothing to ask', async () => {
    await expect(askToJoin(outsider, await found('public'))).rejects.toThrow(Forbidden);
    await expect(askToJoin(outsider, await found('unlisted'))).rejects.toThrow(NotFound);
    await expect(askToJoin(guest, await found('private'))).rejects.toThrow(NotFound);
  });

  test('can be taken back, and withdrawing nothing is nothing', async () => {
    const { groupId } = await found('private');
    await asked(outsider, groupId);
    await withdrawRequest(outsider, { groupId });
    await withdrawRequest(outsider, { groupId });
    expect(await requestOf(groupId, outsider.id)).toBeUndefined();
    expect(await events()).toEqual(['group.join_requested', 'group.join_withdrawn']);
  });
});

describe('deciding a request', () => {
  test('accepting makes a member', async () => {
    const { groupId } = await found('private');
    const requestId = await asked(outsider, groupId);
    await decideRequest(owner, { requestId, decision: 'accept', message: 'Welcome.' });
    expect((await roles(groupId))[outsider.id]).toBe('member');
    expect(await requestOf(groupId, outsider.id)).toMatchObject({ status: 'accepted', message: 'Welcome.' });
    expect(await events()).toEqual(['group.join_requested', 'group.joined', 'group.join_decided']);
    expect(await audited(groupId)).toEqual(['group.request_accepted']);
  });

  test('declining keeps the words and makes no member, and one may ask again', async () => {
    const { groupId } = await found('private');
    const requestId = await asked(outsider, groupId);
    await decideRequest(owner, { requestId, decision: 'decline', message: 'Not yet.' });
    expect(await roles(groupId)).toEqual({ [owner.id]: 'owner' });
    expect(await requestOf(groupId, outsider.id)).toMatchObject({ status: 'declined', message: 'Not yet.' });
    expect(await asked(outsider, groupId)).not.toBe(requestId);
  });

  test('whoever decides second is told who was first', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: manager.id });
    await changeRole(owner, { groupId, personId: manager.id, role: 'manager' });
    const requestId = await asked(outsider, groupId);
    await decideRequest(manager, { requestId, decision: 'decline', message: '' });
    const late = decideRequest(owner, { requestId, decision: 'accept', message: '' });
    await expect(late).rejects.toThrow(new Conflict(`${manager.name} has already declined this request.`));
    expect((await roles(groupId))[outsider.id]).toBeUndefined();
  });

  test('is for owner and managers only', async () => {
    const { groupId } = await found('private');
    await addMember(owner, { groupId, personId: member.id });
    const requestId = await asked(outsider, groupId);
    const decision = { requestId, decision: 'accept' as const, message: '' };
    await expect(decideRequest(member, decision)).rejects.toThrow(NotFound);
    await expect(decideRequest(outsider, decision)).rejects.toThrow(Forbidden);
    await expect(decideRequest(viewerOf(cast.viewAllData), decision)).rejects.toThrow(NotFound);
  });
});
