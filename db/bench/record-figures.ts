import type { Database } from '@/db/database';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { countRecords, findRecords } from '@/lib/list-views/find-records';
import { type ListPlan, planList } from '@/lib/list-views/plan-rules';
import { defaultShape, PAGE_SIZE } from '@/lib/list-views/rules';
import type { ListShape } from '@/lib/list-views/view-models';
import { getObject } from '@/lib/objects/queries';
import type { ObjectView } from '@/lib/objects/view-models';
import { measure, measured } from './measure';
import { heading } from './report';
import { findViewer } from './viewers';

const LIST = { must: 10, stretch: 5 };

/** By the rank of their handles: 0 is above everyone and owns most, every eighth step down is a level of managers. */
const kinds: Record<string, readonly number[]> = {
  'ordinary people': [4001, 5203, 6407, 7001, 7999, 8500, 9001, 9500, 9800, 9990],
  'team leads': [601, 700, 811, 905, 1000, 1100],
  'heads of a department': [80, 100, 200, 300, 400],
  'heads of a division': [9, 20, 40, 60],
  'the head of all': [0],
};

type List = { name: string; shape: Partial<ListShape>; q?: string };

const lists: Record<string, readonly List[]> = {
  opportunity: [
    { name: 'all', shape: {} },
    { name: 'mine', shape: { scope: 'mine' } },
    { name: 'my team’s', shape: { scope: 'team' } },
    { name: 'all by amount', shape: { sort: 'amount' } },
    { name: 'all by stage', shape: { sort: 'stage', isDescending: false } },
    { name: 'all by name', shape: { sort: 'name', isDescending: false } },
    { name: 'stage is Won', shape: { filters: [{ field: 'stage', operator: 'is', values: ['Won'] }] } },
    { name: 'amount over 99,000', shape: { filters: [{ field: 'amount', operator: 'over', values: ['99000'] }] } },
    {
      name: 'product is GTX Pro, no index',
      shape: { filters: [{ field: 'product', operator: 'is', values: ['GTX Pro'] }] },
    },
  ],
  case: [
    { name: 'all', shape: {} },
    { name: 'mine', shape: { scope: 'mine' } },
    { name: 'my team’s', shape: { scope: 'team' } },
    { name: 'all by status', shape: { sort: 'status', isDescending: false } },
    { name: 'priority is High', shape: { filters: [{ field: 'priority', operator: 'is', values: ['High'] }] } },
    {
      name: 'reason is Billing, no index',
      shape: { filters: [{ field: 'reason', operator: 'is', values: ['Billing'] }] },
    },
  ],
};

function planOf(object: ObjectView, { shape, q = '' }: List): ListPlan {
  const plan = planList(object, { ...defaultShape(object), ...shape }, q);
  if ('kind' in plan) throw new Error(`no such list: ${JSON.stringify(shape)}`);
  return plan;
}

async function pageNumber(
  viewer: Viewer,
  object: ObjectView,
  plan: ListPlan,
  page: number,
): Promise<string | undefined> {
  let after: string | undefined;
  for (let number = 1; number < page; number++) {
    const { next } = await findRecords(scope(viewer), object, plan, { after, size: PAGE_SIZE });
    if (!next) break;
    after = next;
  }
  return after;
}

async function measureList(viewers: readonly Viewer[], object: ObjectView, list: List) {
  const plan = planOf(object, list);
  for (const page of list.name === 'all' ? [1, 20] : [1]) {
    const works: (() => Promise<unknown>)[] = [];
    for (const viewer of viewers) {
      const after = await pageNumber(viewer, object, plan, page);
      works.push(() => findRecords(scope(viewer), object, plan, { after, size: PAGE_SIZE }));
    }
    await measure(`${list.name}, page ${page}`, LIST, works, Math.ceil(60 / viewers.length));
  }
}

async function measureObject(apiName: string, kind: string, viewers: readonly Viewer[]) {
  const [first] = viewers;
  if (!first) return;
  heading(`${apiName}: ${kind}`, ...measured);
  const object = await getObject(first, apiName);
  for (const list of lists[apiName] ?? []) await measureList(viewers, object, list);
  const plan = planOf(object, { name: 'all', shape: {} });
  const works = viewers.map((viewer) => () => countRecords(scope(viewer), object, plan));
  await measure('counting all, once a minute', undefined, works, Math.ceil(12 / viewers.length));
}

/** What lists of records cost for several kinds of people. */
export async function measureRecords(database: Database) {
  const viewers: Record<string, Viewer[]> = {};
  const [{ people } = { people: 0 }] = await database.query('select count(*)::int as people from people');
  for (const [kind, ranks] of Object.entries(kinds)) {
    const within = ranks.map((rank) => Math.floor((rank * Number(people)) / 10_000));
    viewers[kind] = await Promise.all(within.map((rank) => findViewer(database, `person${rank}`)));
  }
  for (const apiName of Object.keys(lists))
    for (const [kind, some] of Object.entries(viewers)) await measureObject(apiName, kind, some);
}
