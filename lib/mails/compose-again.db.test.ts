import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { SendResult } from '@/lib/email/rules';
import { drain } from '@/lib/events/worker';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { tellAll } from '@/lib/testing/notifications';
import { forgetMail, mailDeliveries, postOffice } from '@/lib/testing/post-office';
import { mailsBy } from './subscriber';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const MINUTE = 60_000;
let began = 0;
const at = (ms: number) => new Date(began + ms);

const unknown: SendResult = { outcome: 'unknown', why: 'no answer' };
const busy: SendResult = { outcome: 'busy', why: 'too many', retryAfterMs: 5 * MINUTE, isForAll: true };

let office = postOffice();
let subscribers = [mailsBy(office.adapter)];
beforeEach(async () => {
  began = Date.now() + MINUTE;
  office = postOffice();
  subscribers = [mailsBy(office.adapter)];
  await forgetMail(open.current);
});

const { owner, member, manager } = cast;
const written = () => ({ clientId: newId(), confirm: true });

/** Comments that are composed and not sent, because the provider takes nothing. */
async function composed() {
  const { postId: id } = await createPost(viewerOf(owner), {
    subjectId: cast.groups.private.id,
    body: 'Prices',
    ...written(),
  });
  const say = (person: typeof member, body: string) =>
    createComment(viewerOf(person), { id, body, parentId: undefined, ...written() });
  const { commentId } = await say(member, `@${manager.handle} gone words`);
  await say(member, `@${manager.handle} left words`);
  await tellAll();
  office.answer = () => busy;
  await drain({ subscribers, now: at(2 * MINUTE) });
  return { id, commentId };
}

const toManager = () => office.sent.filter(({ to }) => to === manager.email);

test('what was deleted between composing and sending is left out, and the rest is told in another mail', async () => {
  const { commentId } = await composed();
  expect(await mailDeliveries(open.current, manager.id)).toEqual(['sent', 'sent']);
  const before = office.sent.length;
  await deleteComment(viewerOf(member), { id: commentId });
  office.answer = postOffice().answer;
  await drain({ subscribers, now: at(10 * MINUTE) });
  const after = office.sent.slice(before).filter(({ to }) => to === manager.email);
  expect(after).toHaveLength(1);
  expect(after[0]?.text).toContain('left words');
  expect(after[0]?.text).not.toContain('gone words');
  expect(await mailDeliveries(open.current, manager.id)).toEqual(['cancelled deleted', 'sent']);
  const states = await ask('select state from mails where person_id = $1 order by id', manager.id);
  expect(states.map(({ state }) => state)).toEqual(['cancelled', 'sent']);
});

test('whoever lost access between composing and sending gets nothing of it', async () => {
  await composed();
  const before = toManager().length;
  await removeMember(viewerOf(owner), { groupId: cast.groups.private.id, personId: manager.id });
  office.answer = postOffice().answer;
  await drain({ subscribers, now: at(10 * MINUTE) });
  expect(toManager()).toHaveLength(before);
  expect(await mailDeliveries(open.current, manager.id)).toEqual(['cancelled no_access', 'cancelled no_access']);
});

test('a mail that may have been taken is not told again when it is cancelled', async () => {
  const { postId: id } = await createPost(viewerOf(owner), {
    subjectId: cast.groups.public.id,
    body: 'Words',
    ...written(),
  });
  const { commentId } = await createComment(viewerOf(member), {
    id,
    body: 'Some',
    parentId: undefined,
    ...written(),
  });
  await createComment(viewerOf(member), { id, body: 'More', parentId: undefined, ...written() });
  await tellAll();
  office.answer = () => unknown;
  await drain({ subscribers, now: at(2 * MINUTE) });
  await deleteComment(viewerOf(member), { id: commentId });
  office.answer = postOffice().answer;
  const before = office.sent.filter(({ to }) => to === owner.email).length;
  await drain({ subscribers, now: at(20 * MINUTE) });
  expect(office.sent.filter(({ to }) => to === owner.email)).toHaveLength(before);
  expect(await mailDeliveries(open.current, owner.id)).toEqual(['cancelled no_access', 'cancelled no_access']);
});
