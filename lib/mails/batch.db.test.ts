import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { deletePost } from '@/lib/feed/delete-post';
import { editComment } from '@/lib/feed/edit-comment';
import { likePost } from '@/lib/feed/like-post';
import { mutePost } from '@/lib/feed/mute-post';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { markRead } from '@/lib/notifications/mark-read';
import { useDatabase } from '@/lib/testing/database';
import { tellAll } from '@/lib/testing/notifications';
import { deliverAll, forgetMail, mailDeliveries, postOffice } from '@/lib/testing/post-office';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const confirm = true;

const { owner, manager, member } = cast;
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const deliveriesOf = (person: CastPerson) => mailDeliveries(open.current, person.id);

let office = postOffice();
beforeEach(async () => {
  office = postOffice();
  await forgetMail(open.current);
});

const post = async (by: CastPerson, body = 'A post', subjectId: string = cast.groups.public.id) => {
  const { postId: id } = await createPost(viewerOf(by), { subjectId, body, clientId: newId(), confirm });
  return { id };
};
const comment = (by: CastPerson, id: string, body: string) =>
  createComment(viewerOf(by), { id, body, parentId: undefined, clientId: newId(), confirm });
const sentTo = (person: CastPerson) => office.sent.filter(({ to }) => to === person.email);

describe('what happens in a thread within two minutes is one mail', () => {
  test('to each person, with all of it, oldest first', async () => {
    const { id } = await post(owner);
    await comment(member, id, 'First words');
    await comment(manager, id, 'Second words');
    await comment(member, id, 'Third words');
    await deliverAll(office, later(1));
    expect(office.sent).toEqual([]);
    await deliverAll(office);
    const [mail, ...others] = sentTo(owner);
    expect(others).toEqual([]);
    const places = ['First words', 'Second words', 'Third words'].map((words) => mail?.text.indexOf(words) ?? -1);
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(await deliveriesOf(owner)).toEqual(['sent', 'sent', 'sent']);
    await deliverAll(office, later(60));
    expect(sentTo(owner)).toHaveLength(1);
  });

  test('and what comes later is another, with what was said before as its tail', async () => {
    const { id } = await post(owner);
    await comment(member, id, 'Early words');
    await deliverAll(office);
    await comment(manager, id, 'Late words');
    await deliverAll(office, later(10));
    const [, second] = sentTo(owner);
    expect(second?.text).toMatch(/Early words[\s\S]*Late words/);
    const [row] = await ask('select shown_ids from mails where id = $1', second?.id);
    expect(row?.shown_ids).toHaveLength(3);
  });

  test('likes of several people are told as one', async () => {
    await ask(`insert into notification_defaults (reason, page, email) values ('like', true, true)`);
    const { id } = await post(owner);
    for (const person of [member, manager, cast.outsider]) await likePost(viewerOf(person), { id });
    await deliverAll(office);
    expect(sentTo(owner)).toHaveLength(1);
    expect(sentTo(owner)[0]?.subject).toMatch(/Cassey Cress and 2 others/);
  });
});

describe('a delivery that waits is not made', () => {
  const cases: [string, string, (ids: { id: string; commentId: string }) => Promise<unknown>][] = [
    ['when the comment is deleted', 'deleted', ({ commentId }) => deleteComment(viewerOf(member), { id: commentId })],
    ['when the post is deleted', 'deleted', ({ id }) => deletePost(viewerOf(owner), { id })],
    ['when it was read', 'read', ({ id }) => markRead(viewerOf(owner), { threadKey: `post:${id}` })],
    ['when the thread is muted since', 'muted', ({ id }) => mutePost(viewerOf(owner), { id })],
    [
      'when all mail is switched off since',
      'setting',
      () => ask('insert into notification_settings (person_id, receives_email) values ($1, false)', owner.id),
    ],
    [
      'when the reason is switched off since',
      'setting',
      () => ask(`insert into notification_choices values ($1, 'comment_on_mine', true, false)`, owner.id),
    ],
    [
      'when an admin switches the reason off for all',
      'setting',
      () => ask(`insert into notification_defaults values ('comment_on_mine', true, false, true)`),
    ],
    [
      'when the organisation has no mail',
      'organisation_off',
      () => ask('insert into email_settings (is_on) values (false)'),
    ],
    [
      'when the address bounced since',
      'suppressed',
      () => ask(`insert into mail_suppressions (address, reason) values ($1, 'bounce')`, owner.email),
    ],
  ];
  test.each(cases)('%s', async (_, note, change) => {
    const { id } = await post(owner);
    const { commentId } = await comment(member, id, 'Some words');
    await tellAll();
    await change({ id, commentId });
    await deliverAll(office);
    expect(sentTo(owner)).toEqual([]);
    expect(await deliveriesOf(owner)).toEqual([`cancelled ${note}`]);
  });

  test('when it waited for days', async () => {
    const { id } = await post(owner);
    await comment(member, id, 'Old words');
    await tellAll();
    await deliverAll(office, later(73 * 60));
    expect(office.sent).toEqual([]);
    expect(await deliveriesOf(owner)).toEqual(['cancelled stale']);
  });

  test('when access was lost, and then nobody cleaned up yet', async () => {
    const { id } = await post(owner, 'Prices', cast.groups.private.id);
    await comment(owner, id, `@${member.handle} secret words`);
    await tellAll();
    await removeMember(viewerOf(owner), { groupId: cast.groups.private.id, personId: member.id });
    await ask(`update outbox_events set done_at = now() where type in ('access.lost', 'group.left')`);
    await deliverAll(office);
    expect(sentTo(member)).toEqual([]);
    expect(await deliveriesOf(member)).toEqual(['cancelled no_access']);
  });

  test('when the person was deactivated, and then nobody cleaned up yet', async () => {
    const { id } = await post(cast.follower);
    await comment(member, id, 'Some words');
    await tellAll();
    await deactivatePerson(viewerOf(cast.admin), { id: cast.follower.id });
    await ask(`update outbox_events set done_at = now() where type = 'person.deactivated'`);
    await deliverAll(office);
    expect(await deliveriesOf(cast.follower)).toEqual(['cancelled deactivated']);
  });

  test('but the others of its thread are', async () => {
    const { id } = await post(owner);
    const { commentId } = await comment(member, id, 'Gone words');
    await comment(manager, id, 'Left words');
    await tellAll();
    await deleteComment(viewerOf(member), { id: commentId });
    await deliverAll(office);
    expect(sentTo(owner)).toHaveLength(1);
    expect(sentTo(owner)[0]?.text).not.toContain('Gone words');
    expect(await deliveriesOf(owner)).toEqual(['cancelled deleted', 'sent']);
  });
});

test('an edit within the two minutes is what is mailed', async () => {
  const { id } = await post(owner);
  const { commentId } = await comment(member, id, 'First version');
  await tellAll();
  await editComment(viewerOf(member), { id: commentId, body: 'Second version', version: 1, confirm });
  await deliverAll(office);
  expect(sentTo(owner)[0]?.text).toContain('Second version');
  expect(sentTo(owner)[0]?.text).not.toContain('First version');
});

test('in quiet hours mail waits for their end', async () => {
  const at = new Date('2027-03-09T08:00:00Z');
  const { id } = await post(owner);
  await comment(member, id, 'Night words');
  await tellAll();
  // Two in the morning in Chicago.
  await ask('insert into notification_settings (person_id, quiet_from, quiet_until) values ($1, 1320, 420)', owner.id);
  await ask(`update deliveries set created_at = $1 where channel = 'email'`, at);
  await deliverAll(office, at);
  expect(await deliveriesOf(owner)).toEqual(['waiting']);
  await deliverAll(office, new Date('2027-03-09T12:59:00Z'));
  expect(sentTo(owner)).toEqual([]);
  await deliverAll(office, new Date('2027-03-09T13:00:01Z'));
  expect(sentTo(owner)).toHaveLength(1);
});

test('the sixty-first mail of an hour waits, and comes when the hour is over', async () => {
  for (let index = 0; index < 60; index++) {
    await ask(
      `insert into mails (id, kind, person_id, address, subject, html, text, state) values ($1, 'notification', $2, 'x', '', '', '', 'sent')`,
      newId(later(3)),
      owner.id,
    );
  }
  const { id } = await post(owner);
  await comment(member, id, 'Too many words');
  await tellAll();
  await deliverAll(office);
  expect(sentTo(owner)).toEqual([]);
  expect(await deliveriesOf(owner)).toEqual(['waiting']);
  await deliverAll(office, later(70));
  expect(sentTo(owner)).toHaveLength(1);
});
