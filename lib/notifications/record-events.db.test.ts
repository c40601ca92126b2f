import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { createComment } from '@/lib/feed/create-comment';
import { newId } from '@/lib/ids';
import { shareRecord } from '@/lib/record-access/share-record';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, reasonsOf, saying, tellAll, told } from '@/lib/testing/notifications';
import { opportunity, say, share } from '@/lib/testing/record-access';
import { changeValues } from '@/lib/testing/records';
import { getNotification, listNotifications } from './queries';
import { explainNotification } from './why-queries';

const open = useDatabase();
const { member, owner, outsider, superior, manager, follower } = cast;
const [asMember, asOwner, asOutsider, asFollower] = [member, owner, outsider, follower].map(viewerOf) as [
  ReturnType<typeof viewerOf>,
  ReturnType<typeof viewerOf>,
  ReturnType<typeof viewerOf>,
  ReturnType<typeof viewerOf>,
];

beforeEach(() => forgetAll(open.current));

async function reasons() {
  await tellAll();
  return reasonsOf(await told(open.current));
}

async function record(isPrivate: boolean) {
  const id = await opportunity(isPrivate);
  await forgetAll(open.current);
  return id;
}

const comment = (viewer: typeof asMember, id: string, body = 'A word.') =>
  createComment(viewer, { id, parentId: undefined, body, clientId: newId(), confirm: true });

test('a post on a record tells its owner, on the page and by email, and not who wrote it', async () => {
  const id = await record(false);
  await say(asOutsider, id);
  await say(asMember, id);
  expect(await reasons()).toEqual(saying([member, 'record_post']));
  expect(await told(open.current)).toMatchObject([{ page: 'sent', email: 'waiting' }]);
  const { items } = await listNotifications(asMember, {});
  expect(items).toMatchObject([{ reason: 'record_post', place: { kind: 'record', record: { id } } }]);
});

test('a mention on a restricted record tells only those who hold it', async () => {
  const id = await record(true);
  await say(asMember, id, `What do you think, @${owner.handle}, @${outsider.handle} and @${manager.handle}?`);
  expect(await reasons()).toEqual(saying([owner, 'mention_post']));
});

describe('who is given a record', () => {
  test('is told by whom, with a way to it, and why', async () => {
    const id = await record(true);
    await share(id, outsider.id);
    await share(id, outsider.id);
    await share(id, cast.groups.private.id);
    expect(await reasons()).toEqual(saying([outsider, 'record_shared']));
    const [line] = (await listNotifications(asOutsider, {})).items;
    expect(line).toMatchObject({ href: `/records/opportunity/${id}`, place: { record: { name: 'A deal' } } });
    const why = await explainNotification(asOutsider, line?.id ?? '');
    expect(why.because).toBe('It was shared with you.');
    expect((await getNotification(asOutsider, line?.id ?? '')).actors).toMatchObject([{ handle: member.handle }]);
  });

  test('as its owner is told, whoever made or changed it; who takes it is not', async () => {
    await opportunity(false, { owner: outsider.id });
    const id = await opportunity(false);
    await changeValues(asOwner, id, { owner: follower.id });
    await changeValues(asFollower, id, { owner: owner.id, amount: 5 });
    await changeValues(asOwner, id, { owner: superior.id });
    await changeValues(viewerOf(superior), id, { name: 'Mine' });
    expect(await reasons()).toEqual(saying([outsider, 'record_owner'], [superior, 'record_owner']));
  });

  test('is not told of what came quietly', async () => {
    const id = await record(false);
    await changeValues(asMember, id, { owner: outsider.id }, { isQuiet: true });
    expect(await reasons()).toEqual({});
  });
});

test('a change by itself tells nobody', async () => {
  const id = await record(false);
  await open.current.query('insert into follows (person_id, subject_id) values ($1, $2)', [outsider.id, id]);
  await changeValues(asOwner, id, { stage: 'Engaging', amount: 17 });
  expect(await reasons()).toEqual({});
});

test('a comment below a change that somebody may not read tells them nothing', async () => {
  const item = cast.records.open.items.at(-1) ?? '';
  await open.current.query('insert into bookmarks (person_id, item_id) values ($1, $3), ($2, $3)', [
    outsider.id,
    manager.id,
    item,
  ]);
  await comment(asMember, item, `See @${follower.handle}.`);
  const found = await reasons();
  expect(found[outsider.handle]).toBeUndefined();
  expect(found[follower.handle]).toBeUndefined();
  expect(found[manager.handle]).toEqual(['comment_on_bookmarked']);
});

test('what was shared and taken back before its mail went out is mailed to nobody', async () => {
  const id = await record(true);
  await shareRecord(asMember, { recordId: id, principal: outsider.id, level: 'read' });
  await tellAll();
  expect(await told(open.current)).toMatchObject([{ reason: 'record_shared', email: 'waiting' }]);
});
