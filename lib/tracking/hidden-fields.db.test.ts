import { beforeAll, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { planDigests } from '@/lib/digests/plan-digests';
import { digestsSubscriber } from '@/lib/digests/subscriber';
import { drain } from '@/lib/events/worker';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { addTopic } from '@/lib/feed/change-topics';
import { createComment } from '@/lib/feed/create-comment';
import { likePost } from '@/lib/feed/like-post';
import * as feed from '@/lib/feed/queries';
import { feeds, sorts } from '@/lib/feed/rules';
import { newId } from '@/lib/ids';
import { listNotifications } from '@/lib/notifications/queries';
import { listHistory } from '@/lib/records/history-queries';
import { getRecord } from '@/lib/records/queries';
import { searchPosts, searchRecords } from '@/lib/search/queries';
import { useDatabase } from '@/lib/testing/database';
import { morning } from '@/lib/testing/digests';
import { deliverAll, forgetMail, postOffice } from '@/lib/testing/post-office';
import { changeValues, makeRecord } from '@/lib/testing/records';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const { owner, member, outsider, follower } = cast;
const asOwner = viewerOf(owner);

const fieldId = newId();
/** The field's name and what stood in it first, then, and at the end. */
const canaries = ['Marginalia', 'zirconium', 'obsidian', 'tanzanite'];
let recordId = '';
let [hidden, mixed, created] = ['', '', ''];

const restrict = (isRestricted: boolean) =>
  ask('update fields set is_restricted = $2 where id = $1', fieldId, isRestricted);
const say = (person: CastPerson, id: string, body: string) =>
  createComment(viewerOf(person), { id, body, parentId: undefined, clientId: newId(), confirm: true });

beforeAll(async () => {
  await ask(`update people set time_zone = 'UTC'`);
  await ask(
    `insert into fields (id, object_id, api_name, label, type, is_tracked, position) select $1, id, 'secret_note', 'Marginalia', 'long_text', true, 5 from objects where api_name = 'opportunity'`,
    fieldId,
  );
  await ask(
    'insert into field_readers (id, field_id, principal) values ($1, $2, $3), ($4, $2, $5)',
    newId(),
    fieldId,
    member.id,
    newId(),
    owner.id,
  );
  recordId = await makeRecord(asOwner, 'opportunity', { name: 'Acme', stage: 'Prospecting', secret_note: 'zirconium' });
  created = String((await ask('select id from feed_items where subject_id = $1', recordId))[0]?.id);
  for (const { id } of [member, outsider])
    await ask('insert into follows (person_id, subject_id) values ($1, $2)', id, recordId);
  hidden = String((await changeValues(asOwner, recordId, { secret_note: 'obsidian' })).itemId);
  mixed = String((await changeValues(asOwner, recordId, { secret_note: 'tanzanite', stage: 'Engaging' })).itemId);
  await forgetMail(open.current);
  for (const id of [hidden, mixed]) {
    for (const person of [outsider, member]) {
      await bookmarkPost(viewerOf(person), { id });
      await likePost(viewerOf(person), { id });
      await say(person, id, `A word on ${id === hidden ? 'kestrels' : 'herons'}`);
    }
    await addTopic(asOwner, { id, topic: 'newtech' });
    await say(owner, id, 'And one of mine');
  }
});

const attempt = async (work: Promise<unknown>) => work.catch((error: Error) => error.constructor.name);

const each = async <T>(list: readonly T[], ask: (one: T) => Promise<unknown>) => {
  const shown: unknown[] = [];
  for (const one of list) shown.push(await ask(one));
  return shown;
};

const ofFeeds = (person: CastPerson, topicId: string) =>
  each(sorts, async (sort) => {
    const viewer = viewerOf(person);
    return [
      await each(feeds, (name) =>
        each([undefined, 'word', 'zirconium'], (q) => feed.listHomeFeed(viewer, name, { sort, q })),
      ),
      await each([undefined, 'changes', 'conversation'] as const, (show) =>
        feed.listRecordFeed(viewer, recordId, { sort, show }),
      ),
      await each([owner, member, outsider], ({ id }) => feed.listProfileFeed(viewer, id, { sort })),
      await feed.listTopicFeed(viewer, topicId, { sort }),
    ];
  });

/** Everything that the code can show of feed items and of this record, to one person. */
async function everything(person: CastPerson): Promise<string> {
  const viewer = viewerOf(person);
  const [topic] = await ask(`select id from topics where key = 'newtech'`);
  const items = await each([hidden, mixed, created], async (id) => [
    await attempt(feed.getPost(viewer, id)),
    await attempt(feed.getPostSource(viewer, id)),
    await feed.listRevisions(viewer, id),
  ]);
  const found = await each(['kestrels', 'herons', '#newtech', ...canaries], async (q) => [
    await searchPosts(viewer, q),
    await searchRecords(viewer, q),
  ]);
  const bell = await listNotifications(viewer, {});
  const { record } = await getRecord(viewer, 'opportunity', recordId);
  const feedsShown = await ofFeeds(person, String(topic?.id));
  return JSON.stringify([feedsShown, items, found, bell, await listHistory(viewer, recordId), record]);
}

/** What is sent to one person by mail, at once and in the morning. */
async function mails(person: CastPerson): Promise<string> {
  const office = postOffice();
  await deliverAll(office);
  await ask('delete from digests');
  await planDigests(morning());
  await drain({ now: morning(), subscribers: [digestsSubscriber] });
  const digests = await ask(
    `select subject, html, text from mails where kind = 'digest' and person_id = $1`,
    person.id,
  );
  return JSON.stringify([office.sent.filter(({ to }) => to === person.email), digests]);
}

test('whoever may read a field reads its changes on every way', async () => {
  await restrict(true);
  const shown = await everything(member);
  for (const word of canaries) expect(shown, word).toContain(word);
  expect(shown).toContain('kestrels');
});

test('whoever may not reads none of it anywhere, neither of its own changes nor of those beside others', async () => {
  await restrict(true);
  const shown = await everything(outsider);
  for (const word of canaries) expect(shown, word).not.toContain(word);
  expect(shown).toContain('Engaging');
  expect(shown).toContain('herons');
});

test('an announcement of nothing else does not exist for them, nor do its comments, likes and topics', async () => {
  await restrict(true);
  const shown = await everything(outsider);
  expect(shown).not.toContain(hidden);
  expect(shown).not.toContain('kestrels');
  const [viewer, reader] = [viewerOf(outsider), viewerOf(follower)];
  for (const write of [
    () => likePost(viewer, { id: hidden }),
    () => bookmarkPost(reader, { id: hidden }),
    () => say(outsider, hidden, 'Still here?'),
    () => addTopic(viewer, { id: hidden, topic: 'x' }),
  ])
    await expect(write()).rejects.toThrow();
});

test('no mail tells of it, not even one that was on its way when the field was closed', async () => {
  await restrict(true);
  const sent = await mails(outsider);
  for (const word of [...canaries, 'kestrels', hidden]) expect(sent, word).not.toContain(word);
  expect(sent).toContain('And one of mine');
  await forgetMail(open.current);
});

test('the bell, search and mail say of an announcement what its reader may read', async () => {
  await restrict(true);
  const viewer = viewerOf(outsider);
  const [hit] = (await searchPosts(viewer, 'herons')).items;
  expect(hit?.excerpt.join('')).toBe('Stage: Prospecting → Engaging');
  const [mine] = (await searchPosts(asOwner, 'herons')).items;
  expect(mine?.excerpt.join('')).toBe('Marginalia changed · Stage: Prospecting → Engaging');
  await likePost(viewerOf(follower), { id: mixed });
  const office = postOffice();
  await deliverAll(office);
  const line = (await listNotifications(asOwner, {})).items.find(({ reason }) => reason === 'like');
  expect(line?.excerpt).toBe('Marginalia changed · Stage: Prospecting → Engaging');
  await forgetMail(open.current);
});

test('it follows what holds now: opened, they read old changes as well, and closed again none', async () => {
  await restrict(false);
  const shown = await everything(outsider);
  for (const word of canaries) expect(shown, word).toContain(word);
  await restrict(true);
  const again = await everything(outsider);
  for (const word of canaries) expect(again, word).not.toContain(word);
});
