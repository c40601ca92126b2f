import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { makeAnnouncement } from '@/lib/announcements/make-announcement';
import { addMember } from '@/lib/groups/add-member';
import { archiveGroup } from '@/lib/groups/archive-group';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { changeRole } from '@/lib/groups/change-role';
import { createGroup } from '@/lib/groups/create-group';
import { decideRequest } from '@/lib/groups/decide-request';
import { editGroup } from '@/lib/groups/edit-group';
import { joinGroup } from '@/lib/groups/join-group';
import { reactivateGroup } from '@/lib/groups/reactivate-group';
import { withdrawRequest } from '@/lib/groups/withdraw-request';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, reasonsOf, saying, tellAll, told } from '@/lib/testing/notifications';

const open = useDatabase();
const { groups, owner, manager, member, outsider, guest, follower, superior, asker } = cast;

beforeEach(() => forgetAll(open.current));

async function reasons() {
  await tellAll();
  return reasonsOf(await told(open.current));
}

/** The open request of somebody to join the private group. */
async function requestOf(person: { id: string }): Promise<string> {
  const [row] = await open.current.query(
    `select id from join_requests where person_id = $1 and group_id = $2 and status = 'pending'`,
    [person.id, groups.private.id],
  );
  return String(row?.id);
}

const emails = async () => (await told(open.current)).map(({ handle, email }) => `${handle} ${email}`);

describe('a request to join', () => {
  test('tells owner and managers, and is settled for all when one of them decides', async () => {
    await askToJoin(viewerOf(outsider), { groupId: groups.private.id });
    expect(await reasons()).toEqual(saying([owner, 'join_request'], [manager, 'join_request']));
    expect(await emails()).toEqual([`${manager.handle} waiting`, `${owner.handle} waiting`]);
    await decideRequest(viewerOf(manager), { requestId: await requestOf(outsider), decision: 'accept', message: '' });
    expect(await reasons()).toEqual(
      saying([owner, 'join_request'], [manager, 'join_request'], [outsider, 'join_accepted']),
    );
    expect(await emails()).toEqual([
      `${manager.handle} cancelled answered`,
      `${outsider.handle} waiting`,
      `${owner.handle} cancelled answered`,
    ]);
    expect(await open.current.query('select 1 from notifications where read_at is null')).toHaveLength(1);
  });

  test('that is declined tells whoever asked', async () => {
    await askToJoin(viewerOf(follower), { groupId: groups.private.id });
    await forgetAll(open.current);
    await decideRequest(viewerOf(manager), {
      requestId: await requestOf(follower),
      decision: 'decline',
      message: 'No',
    });
    expect(await reasons()).toEqual(saying([follower, 'join_declined']));
  });

  test('withdrawn is gone, before it was told and after', async () => {
    const asking = { groupId: groups.private.id };
    await askToJoin(viewerOf(follower), asking);
    await withdrawRequest(viewerOf(follower), asking);
    expect(await reasons()).toEqual({});
    await askToJoin(viewerOf(follower), asking);
    expect(Object.keys(await reasons())).toHaveLength(2);
    await withdrawRequest(viewerOf(follower), asking);
    expect(await reasons()).toEqual({});
    expect(await open.current.query(`select 1 from deliveries where state = 'waiting'`)).toEqual([]);
  });
});

describe('being in a group', () => {
  test('one is told of being added, and not of joining', async () => {
    await addMember(viewerOf(manager), { groupId: groups.unlisted.id, personId: outsider.id });
    await joinGroup(viewerOf(follower), { groupId: groups.public.id });
    expect(await reasons()).toEqual(saying([outsider, 'added_to_group']));
  });

  test('one is told of a new role as long as one has it', async () => {
    const role = (to: 'manager' | 'member') =>
      changeRole(viewerOf(owner), { groupId: groups.private.id, personId: member.id, role: to });
    await role('manager');
    expect(await reasons()).toEqual(saying([member, 'role_changed']));
    await forgetAll(open.current);
    await role('member');
    await role('manager');
    await role('member');
    const rows = await (async () => {
      await tellAll();
      return open.current.query('select details from notifications');
    })();
    expect(rows).toEqual([{ details: { role: 'member' } }, { details: { role: 'member' } }]);
  });

  test('its managers are told when it is archived, whoever did that excepted', async () => {
    await archiveGroup(viewerOf(manager), { groupId: groups.guests.id });
    expect(await reasons()).toEqual(saying([owner, 'group_archived']));
    await forgetAll(open.current);
    await reactivateGroup(viewerOf(manager), { groupId: groups.guests.id });
    expect(await reasons()).toEqual({});
  });
});

describe('an announcement', () => {
  const announce = (sendsEmail: boolean, body = 'All hands') =>
    makeAnnouncement(viewerOf(owner), {
      subjectId: groups.guests.id,
      body,
      expiresOn: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
      sendsEmail,
      clientId: newId(),
      confirm: true,
    });

  test('reaches every member on the page, guests too, and by email whoever gets every post', async () => {
    await open.current.query(`update memberships set email_frequency = 'every' where person_id = $1`, [member.id]);
    await announce(false);
    expect(await reasons()).toEqual(
      saying([manager, 'announcement'], [member, 'announcement'], [guest, 'announcement']),
    );
    expect(await emails()).toEqual([
      `${manager.handle} off frequency`,
      `${member.handle} waiting`,
      `${guest.handle} off frequency`,
    ]);
  });

  test('is mailed to all when its author wants that, whatever they chose and muted', async () => {
    await open.current.query(
      `update memberships set muted_until = now() + interval '1 day', email_frequency = 'never'`,
    );
    await open.current.query('insert into notification_settings (person_id, receives_email) values ($1, false)', [
      guest.id,
    ]);
    await announce(true, `Hear @${member.handle}`);
    expect((await reasons())[member.handle]).toEqual(['mention_post']);
    expect(await emails()).toEqual([
      `${manager.handle} waiting`,
      `${member.handle} waiting`,
      `${guest.handle} waiting`,
    ]);
  });
});

test('mail of groups that one joins or founds comes as one chose, and of those one is in as before', async () => {
  await open.current.query(`insert into notification_settings (person_id, group_frequency) values ($1, 'weekly')`, [
    superior.id,
  ]);
  await joinGroup(viewerOf(superior), { groupId: groups.public.id });
  const founder = { ...viewerOf(superior), permissions: new Set(['create_groups' as const]) };
  const fields = {
    name: 'Freshly Founded',
    description: '',
    access: 'public' as const,
    isBroadcast: false,
    allowsGuests: false,
  };
  await createGroup(founder, fields);
  await joinGroup(viewerOf(asker), { groupId: groups.public.id });
  const rows = await open.current.query(
    'select person_id, email_frequency from memberships where person_id = any($1::uuid[]) order by 2',
    [[superior.id, asker.id]],
  );
  expect(rows.map(({ email_frequency }) => email_frequency)).toEqual(['daily', 'weekly', 'weekly']);
});

test('going private takes away what outsiders were told of it, and keeps it for members', async () => {
  const { id } = cast.posts.public.outsider;
  for (const person of [outsider, manager])
    await open.current.query(
      `insert into notifications (id, event_id, person_id, reason, item_id, thread_key, is_on_page) values ($1, $2, $3, 'comment_on_mine', $4, $5, true)`,
      [newId(), newId(), person.id, id, `post:${id}`],
    );
  const [row] = await open.current.query('select version from groups where id = $1', [groups.public.id]);
  await editGroup(viewerOf(owner), {
    groupId: groups.public.id,
    version: Number(row?.version),
    name: groups.public.name,
    description: '',
    informationTitle: '',
    information: '',
    access: 'private',
    isBroadcast: false,
    allowsGuests: false,
    isAutoArchiveDisabled: false,
    confirmAccess: true,
  });
  expect(await reasons()).toEqual(saying([manager, 'comment_on_mine']));
});
