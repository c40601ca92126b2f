import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import type { StoredValues } from '@/lib/objects/view-models';
import { useDatabase } from '@/lib/testing/database';
import { allowImports, dealTrial, importer, tryImport } from '@/lib/testing/imports';
import { changeValues, makeRecord } from '@/lib/testing/records';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

let account = '';
let discreet = '';
let stricter = '';

beforeAll(async () => {
  await allowImports(open.current);
  account = await makeRecord(importer, 'account', { name: 'Parent of both ways', owner: cast.owner.id });
  discreet = await makeRecord(importer, 'account', { name: 'Discreet parent' }, { isPrivate: true });
  stricter = await makeRecord(importer, 'account', { name: 'Another parent', owner: cast.outsider.id });
});

/** Everything that a record and what was told of it left behind, without ids and moments. */
async function traces(recordId: string) {
  const ids = [recordId, account, discreet, stricter];
  const items = await query(
    `select i.id from feed_items i where i.subject_id = $1 or exists (select 1 from record_changes c where c.item_id = i.id and c.related_id = $1) order by i.subject_id = $1, i.activity_at, i.id`,
    [recordId],
  );
  const itemIds = items.map(({ id }) => id);
  const all = {
    record: await query(
      'select name, owner_id, values, audience, is_private, version, created_by, updated_by from records where id = $1',
      [recordId],
    ),
    subject: await query('select kind, name, audience, is_active from subjects where id = $1', [recordId]),
    links: await query('select field_id, target_id from record_links where record_id = $1 order by field_id', [
      recordId,
    ]),
    grants: await query('select principal, level, through_managers from grants where audience = $1', [recordId]),
    items: await query(
      'select kind, subject_id, author_id, audience, source, tree, plain, version from feed_items where id = any($1::uuid[]) order by array_position($1::uuid[], id)',
      [itemIds],
    ),
    entries: await query(
      'select subject_id, item_id, audience, actor_id, reason, is_change from feed_entries where item_id = any($1::uuid[]) order by array_position($1::uuid[], item_id), subject_id',
      [itemIds],
    ),
    changes: await query(
      `select subject_id, version, field_id, event, old_value, new_value, related_id, actor_id, item_id from record_changes
       where subject_id = $1 or related_id = $1 order by version, event, field_id, subject_id`,
      [recordId],
    ),
    events: await query(
      `select type, lane, subject_id, actor_id, payload from outbox_events where type like 'record.%' and (payload ->> 'recordId' = $1 or payload ->> 'itemId' = any($2::text[])) order by id`,
      [recordId, itemIds],
    ),
  };
  const shown = JSON.stringify(all);
  const names = new Map<unknown, string>([
    ...itemIds.map((id, at) => [id, `item ${at}`] as const),
    ...ids.map((id, at) => [id, `record ${at}`] as const),
  ]);
  return JSON.parse([...names].reduce((text, [id, name]) => text.replaceAll(String(id), name), shown)) as typeof all;
}

const idOf = async (externalId: string) =>
  String((await query('select id from records where external_id = $1', [externalId]))[0]?.id);

const first = { name: 'Tracked', stage: 'Prospecting', amount: 100, close_date: '2026-05-01' };

type Step = { values: StoredValues; row: string };

const begin = (parent: string, parentName: string): Step => ({
  values: { ...first, owner: cast.member.id, account: parent },
  row: `Tracked,Prospecting,100,2026-05-01,${parentName},${cast.member.handle}`,
});

const steps: readonly Step[] = [
  { values: { stage: 'Won', amount: 150 }, row: `Tracked,Won,150,2026-05-01,Another parent,${cast.member.handle}` },
  {
    values: { stage: 'Engaging', close_date: null },
    row: `Tracked,Engaging,150,,Another parent,${cast.member.handle}`,
  },
  {
    values: { owner: cast.owner.id, name: 'Renamed' },
    row: `Renamed,Engaging,150,,Another parent,${cast.owner.handle}`,
  },
];

test.each([
  ['open', () => [account, 'Parent of both ways'] as const],
  ['private', () => [discreet, 'Discreet parent'] as const],
])('with tracking on an import leaves exactly what forms leave; below an %s account', async (kind, parentOf) => {
  const [parent, parentName] = parentOf();
  const start = begin(parent, parentName);
  const byForm = await makeRecord(importer, 'opportunity', start.values);
  const external = `T-${kind}`;
  const imported = async (row: string) =>
    expect(
      await tryImport(importer, dealTrial(`${external},${row}\n`, { isTracked: true, isNotified: true })),
    ).toMatchObject({ refused: 0 });
  await imported(start.row);
  const byImport = await idOf(external);
  expect(await traces(byImport)).toEqual(await traces(byForm));
  await changeValues(importer, byForm, { account: stricter });
  await imported(start.row.replace(parentName, 'Another parent'));
  for (const { values, row } of steps) {
    await changeValues(importer, byForm, values);
    await imported(row);
    expect(await traces(byImport)).toEqual(await traces(byForm));
  }
  const { items, events } = await traces(byImport);
  expect(items.length).toBeGreaterThan(3);
  expect(JSON.stringify(events)).not.toContain('isQuiet');
});

test('a private object is announced to those who hold the record', async () => {
  await query("update objects set access = 'private' where api_name = 'opportunity'");
  const start = begin(account, 'Parent of both ways');
  const byForm = await makeRecord(importer, 'opportunity', start.values);
  await tryImport(importer, dealTrial(`T-held,${start.row}\n`, { isTracked: true, isNotified: true }));
  const byImport = await idOf('T-held');
  expect(await traces(byImport)).toEqual(await traces(byForm));
  await changeValues(importer, byForm, { owner: cast.outsider.id }).catch(() => undefined);
  await query("update objects set access = 'read' where api_name = 'opportunity'");
  expect((await traces(byImport)).grants).toMatchObject([{ principal: cast.member.id }]);
});

test('tracked but not notified, its events are quiet', async () => {
  await tryImport(importer, dealTrial(`T-quiet,${begin(account, 'Parent of both ways').row}\n`, { isTracked: true }));
  const { items, events } = await traces(await idOf('T-quiet'));
  expect(items).toHaveLength(2);
  expect(events.map(({ payload }) => (payload as { isQuiet?: boolean }).isQuiet)).toEqual([true, true]);
});
