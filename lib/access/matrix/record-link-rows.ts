import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import type { CastRecord } from '@/db/seed/cast/records';
import { newId } from '@/lib/ids';
import { completeRecord } from '@/lib/mentions/queries';
import { listRecordsWithTopic, listRecordTopics } from '@/lib/record-topics/queries';
import { searchRecords } from '@/lib/search/queries';
import type { RecordHits } from '@/lib/search/view-models';
import { type Eyes, finds } from './reference';
import type { RouteCase } from './route-rows';
import { type Case, idsOf, type QueryRows, sorted } from './rows';
import { type Rec, records } from './world';

/** Topics of records, which whoever finds the record sees in a post as well. */
const carried: Partial<Record<CastRecord, string>> = { open: 'newtech', restricted: 'harborlights' };

const topicOf = ({ key }: Rec): string | undefined => carried[key.replace('cast-', '') as CastRecord];

export async function plantRecordTopics(query: Database['query']): Promise<void> {
  for (const record of records) {
    const topic = topicOf(record);
    if (topic)
      await query(
        'insert into record_topics (record_id, topic_id, spelling, audience) select r.id, t.id, t.key, r.audience from records r, topics t where r.id = $1 and t.key = $2',
        [record.id, topic],
      );
  }
}

const found = (eyes: Eyes, fits: (record: Rec) => boolean) =>
  records.filter((record) => finds(eyes, record) && fits(record));

/** What was found, how many there are said to be, and of which objects. */
const told = ({ items, count, objects }: RecordHits) => ({
  ids: idsOf(items),
  count,
  objects: sorted(objects.map(({ apiName, count: ofObject }) => `${apiName} ${ofObject}`)),
});

function expectedHits(all: readonly Rec[], only?: string) {
  const shown = all.filter(({ object }) => only === undefined || object === only);
  const kinds = [...new Set(all.map(({ object }) => object))];
  const objects = kinds.map((kind) => `${kind} ${all.filter(({ object }) => object === kind).length}`);
  return { ids: idsOf(shown), count: shown.length, objects: sorted(objects) };
}

const names = ['cancity', 'harbor', 'gate sensor', 'withdrawn', 'nonsenseword'];
const named = (typed: string) => (record: Rec) => record.name.toLowerCase().includes(typed);

const searches: Case[] = [
  ...names.flatMap((typed) =>
    [undefined, 'opportunity'].map((only) => ({
      of: `${typed} among ${only ?? 'all'}`,
      ask: async (viewer: Parameters<Case['ask']>[0]) => told(await searchRecords(viewer, typed, only)),
      expected: (eyes: Eyes) => expectedHits(found(eyes, named(typed)), only),
    })),
  ),
  ...['newtech', 'harborlights'].map((topic) => ({
    of: `#${topic}`,
    ask: async (viewer: Parameters<Case['ask']>[0]) => told(await searchRecords(viewer, `#${topic}`)),
    expected: (eyes: Eyes) => expectedHits(found(eyes, (record) => topicOf(record) === topic)),
  })),
];

export const recordLinkRows: QueryRows = {
  'search/queries.searchRecords': () => searches,
  'mentions/queries.completeRecord': () =>
    names.map((typed) => ({
      of: typed,
      ask: async (viewer) =>
        sorted((await completeRecord(viewer, typed)).map(({ value, label }) => `${value}${label}`)),
      expected: (eyes) => sorted(found(eyes, named(typed)).map(({ id, name }) => `/[${id}] ${name}`)),
    })),
  'record-topics/queries.listRecordTopics': () => [
    ...records.map((record) => ({
      of: record.key,
      ask: async (viewer: Parameters<Case['ask']>[0]) =>
        (await listRecordTopics(viewer, record.id)).map(({ key }) => key),
      expected: (eyes: Eyes) => (finds(eyes, record) ? [topicOf(record)].filter(Boolean) : []),
    })),
    { of: 'an id that never was', ask: (viewer) => listRecordTopics(viewer, newId()), expected: () => [] },
    { of: 'a person', ask: (viewer) => listRecordTopics(viewer, cast.member.id), expected: () => [] },
  ],
  'record-topics/queries.listRecordsWithTopic': () =>
    ['newtech', 'harborlights', 'never was'].map((topic) => ({
      of: topic,
      ask: async (viewer) => told(await listRecordsWithTopic(viewer, topic)),
      expected: (eyes) => expectedHits(found(eyes, (record) => topicOf(record) === topic)),
    })),
};

/** Whoever holds the permission opens a record by going there, and is noted. */
export const isOpened = ({ who }: Eyes, { isDeleted }: Rec) =>
  !isDeleted && ['view_all_data', 'modify_all_data'].some((key) => who.permissions.includes(key));

/** A page of a record, for all who may read it and those of them who may do what it is for. */
export const ofRecords =
  (below: string, isAllowed: (who: Eyes['who'], record: Rec) => boolean = () => true): (() => RouteCase[]) =>
  () =>
    records.map((record) => ({
      of: record.key,
      path: `/records/${record.object}/${record.id}${below}`,
      never: `/records/${record.object}/0194f3c5-0000-7000-8000-000000000000${below}`,
      status: (eyes) => {
        if (!finds(eyes, record) && !isOpened(eyes, record)) return 404;
        return isAllowed(eyes.who, record) ? 200 : 403;
      },
    }));
