import { cast } from '@/db/cast';
import { castRecordRows } from '@/db/seed/cast/records';
import type { Viewer } from '@/lib/access/viewer';
import { listRecordFeed } from '@/lib/feed/queries';
import { getObject } from '@/lib/objects/queries';
import { completeReference, fillEdit, fillNew } from '@/lib/records/form-queries';
import { listHistory, listStageMoves } from '@/lib/records/history-queries';
import { getRecord, getRecordLine } from '@/lib/records/queries';
import { listRecordFollowers, listRelated } from '@/lib/records/related-queries';
import { may } from './ability-reference';
import { isOpened } from './record-link-rows';
import { type Eyes, finds, meets, reads, readsMargin } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { follows, people, personOf, posts, type Rec, records } from './world';

const { account, open } = cast.records;
const { apiName: margin } = cast.margin;

const ofEach = (
  ask: (viewer: Viewer, record: Rec) => Promise<unknown>,
  expected: (eyes: Eyes, record: Rec) => unknown,
) =>
  records.map(
    (record): Case => ({
      of: record.key,
      ask: (viewer) => ask(viewer, record),
      expected: (eyes) => expected(eyes, record),
    }),
  );

/** getRecord opens what a permission opens, by itself. */
const reaches = (eyes: Eyes, record: Rec) => finds(eyes, record) || isOpened(eyes, record);

const hasMargin = ({ object }: Rec, eyes: Eyes) => object === 'opportunity' && readsMargin(eyes.who);

async function shownRecord(viewer: Viewer, { object, id }: Rec) {
  const { record } = await getRecord(viewer, object, id);
  const { name, owner, can, isOverseen, values } = record;
  const isTold = { field: record.object.fields.some(({ apiName }) => apiName === margin), value: margin in values };
  return { name, owner: owner.handle, can, isOverseen, isTold };
}

function expectedRecord(eyes: Eyes, record: Rec) {
  if (!reaches(eyes, record)) return 'NotFound';
  return {
    name: record.name,
    owner: record.owner,
    can: Object.fromEntries(Object.entries(may.record).map(([verb, rule]) => [verb, rule(eyes.who, record)])),
    isOverseen: !finds(eyes, record),
    isTold: { field: hasMargin(record, eyes), value: record.id === open.id && readsMargin(eyes.who) },
  };
}

/** Saves and events of a record that somebody may read of: in the cast each of them was announced. */
const readableSaves = (eyes: Eyes, record: Rec) =>
  finds(eyes, record)
    ? posts.filter((post) => post.place === record.key && post.change && reads(eyes, post)).length
    : 0;

const pointsTo = (key: string) =>
  records.filter((record) => castRecordRows.find((row) => row.key === record.key)?.values.account === key);

const named = async (viewer: Viewer, { object, id }: Rec) => {
  const { record, eyes } = await getRecord(viewer, object, id);
  const boxes = await fillEdit(eyes, record);
  return sorted(boxes.map(({ field, typed }) => `${field.apiName} ${field.type === 'lookup' ? typed : ''}`.trim()));
};

/** The boxes of a record that was opened: its owner for those who may give it away, margin for those who read it. */
function expectedBoxes(eyes: Eyes, record: Rec) {
  if (!reaches(eyes, record)) return 'NotFound';
  const isShown: Record<string, boolean> = {
    [margin]: readsMargin(eyes.who),
    owner: may.record.transfer?.(eyes.who, record) === true,
  };
  const parent = finds(eyes, records.find(({ id }) => id === account.id) as Rec)
    ? account.name
    : 'A record you cannot see';
  const points = pointsTo('cast-account').includes(record);
  const fields = fieldsOf[record.object] ?? [];
  const shown = fields.filter((name) => isShown[name] ?? true);
  return sorted(shown.map((name) => (name === 'account' && points ? `account ${parent}` : name)));
}

const followersOf = ({ key }: Rec) => follows.filter(({ to }) => to === key).map(({ from }) => personOf(from));

const fieldsOf: Record<string, string[]> = {
  account: 'name owner sector revenue employees year_established country parent website phone description'.split(' '),
  opportunity: `name owner account product stage amount close_date engage_date next_step description ${margin}`.split(
    ' ',
  ),
  case: 'subject owner status priority account contact reason description'.split(' '),
};

const offered = (of: string, object: string, typed: string, expected: Case['expected']): Case => ({
  of,
  ask: async (viewer) => sorted((await completeReference(viewer, typed, object)).map(({ value }) => value)),
  expected,
});

export const recordPageRows: QueryRows = {
  'feed/queries.listRecordFeed': () =>
    ofEach(
      (viewer, { id }) => throughPages((before) => listRecordFeed(viewer, id, { before })),
      (eyes, { key }) => idsOf(posts.filter((post) => post.place === key && reads(eyes, post))),
    ),
  'records/queries.getRecord': () => [
    ...ofEach(shownRecord, expectedRecord),
    { of: 'another object', ask: (viewer) => getRecord(viewer, 'case', open.id), expected: () => 'NotFound' },
  ],
  'records/queries.getRecordLine': () =>
    ofEach(
      async (viewer, { id }) => (await getRecordLine(viewer, id)).name,
      (eyes, record) => (finds(eyes, record) ? record.name : 'NotFound'),
    ),
  'records/related-queries.listRelated': () => [
    {
      of: 'an account',
      ask: async (viewer) => {
        const lists = await listRelated(viewer, account.id);
        return sorted(lists.flatMap(({ items, count }) => [...items.map(({ id }) => id), `${count}`]));
      },
      expected: (eyes) => {
        if (eyes.who.isGuest) return [];
        const below = pointsTo('cast-account').filter((record) => finds(eyes, record));
        const counted = (object: string) => `${below.filter((record) => record.object === object).length}`;
        const counts = ['account', 'contact', 'opportunity', 'case', 'project', 'task'].map(counted);
        return sorted([...below.map(({ id }) => id), ...counts]);
      },
    },
  ],
  'records/related-queries.listRecordFollowers': () =>
    ofEach(
      async (viewer, { id }) => (await listRecordFollowers(viewer, id)).items.map(({ id: personId }) => personId),
      (eyes, record) =>
        finds(eyes, record)
          ? followersOf(record)
              .filter((person) => meets(eyes, person))
              .map(({ id }) => id)
          : [],
    ),
  'records/history-queries.listHistory': () =>
    ofEach(async (viewer, { id }) => (await listHistory(viewer, id)).saves.length, readableSaves),
  'records/history-queries.listStageMoves': () => [
    {
      of: 'a field that few read',
      ask: async (viewer) => (await listStageMoves(viewer, open.id, cast.margin.id)).map(({ to }) => to),
      expected: ({ who }) => (!who.isGuest && readsMargin(who) ? [41, 43] : []),
    },
  ],
  'records/form-queries.fillNew': () => [
    {
      of: 'an opportunity',
      ask: async (viewer) => {
        const object = await getObject(viewer, 'opportunity');
        const boxes = await fillNew(viewer, object, { account: account.id });
        const [parent] = boxes.filter(({ field }) => field.apiName === 'account');
        const names = boxes.map(({ field }) => field.apiName);
        return {
          hasMargin: names.includes(margin),
          typed: parent?.typed,
          offered: parent?.offered.map(({ value }) => value),
        };
      },
      expected: ({ who }) =>
        who.isGuest ? 'NotFound' : { hasMargin: readsMargin(who), typed: [account.name], offered: [account.name] },
    },
  ],
  'records/form-queries.fillEdit': () => ofEach(named, expectedBoxes),
  'records/form-queries.completeReference': () => [
    offered('opportunities', 'opportunity', '', (eyes) =>
      sorted(
        records.filter((record) => record.object === 'opportunity' && finds(eyes, record)).map(({ name }) => name),
      ),
    ),
    offered('opportunities by name', 'opportunity', 'harbor', (eyes) =>
      records
        .filter(({ name }) => name.startsWith('Harbor'))
        .flatMap((record) => (finds(eyes, record) ? [record.name] : [])),
    ),
    offered('colleagues', '', '', (eyes) =>
      sorted(
        people.filter((person) => person.isActive && !person.isGuest && meets(eyes, person)).map(({ name }) => name),
      ),
    ),
    offered('nobody who left', '', 'eliz', () => []),
  ],
};
