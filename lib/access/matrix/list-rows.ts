import { cast } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { getBoard } from '@/lib/list-views/board-queries';
import { listNewestRecords, listRecentRecords, summariseObjects } from '@/lib/list-views/home-queries';
import { planList } from '@/lib/list-views/plan-rules';
import { countList, listRecords } from '@/lib/list-views/queries';
import { defaultShape } from '@/lib/list-views/rules';
import type { ListShape } from '@/lib/list-views/view-models';
import { findListState, findSavedView, listSavedViews } from '@/lib/list-views/view-queries';
import { getObject, listObjects } from '@/lib/objects/queries';
import { may } from './ability-reference';
import { plantedLooks, plantedViews } from './plant-views';
import { type Eyes, finds, isAbove, readsMargin } from './reference';
import { type Case, idsOf, type QueryRows, sorted } from './rows';
import { follows, type Rec, records, theRole } from './world';

const kinds = ['account', 'opportunity', 'case'];

const found = (eyes: Eyes, object: string, fits: (record: Rec) => boolean = () => true) =>
  records.filter((record) => record.object === object && finds(eyes, record) && fits(record));

const meetsObject = (eyes: Eyes, object: string) => !eyes.who.isGuest || found(eyes, object).length > 0;

async function asked(viewer: Viewer, apiName: string, shape: Partial<ListShape> = {}) {
  const object = await getObject(viewer, apiName);
  return { object, plan: planList(object, { ...defaultShape(object, shape.scope), ...shape }) };
}

async function idsIn(viewer: Viewer, apiName: string, shape?: Partial<ListShape>) {
  const { object, plan } = await asked(viewer, apiName, shape);
  return 'kind' in plan ? plan : idsOf((await listRecords(viewer, object, plan)).rows);
}

const scopes: Record<string, (eyes: Eyes, record: Rec) => boolean> = {
  all: () => true,
  mine: ({ who }, { owner }) => owner === who.handle,
  team: ({ who }, { owner }) => isAbove(who, owner),
  followed: ({ who }, { key }) => follows.some(({ from, to }) => from === who.handle && to === key),
  recent: ({ who }, { id }) =>
    plantedLooks.some(({ by, record }) => cast[by].id === who.id && cast.records[record].id === id),
};

const lists: Case[] = kinds.flatMap((object) =>
  Object.entries(scopes).map(([scope, fits]) => ({
    of: `${object}: ${scope}`,
    ask: (viewer: Viewer) => idsIn(viewer, object, { scope: scope as ListShape['scope'] }),
    expected: (eyes: Eyes) =>
      meetsObject(eyes, object) ? idsOf(found(eyes, object, (record) => fits(eyes, record))) : 'NotFound',
  })),
);

const { apiName: margin } = cast.margin;
const byMargin = { filters: [{ field: margin, operator: 'over' as const, values: ['40'] }] };

/** In every place where a list may name a field: few may, and for others it is a field that never was. */
const hidden: Case[] = [byMargin, { sort: margin }, { columns: [margin] }].map((shape) => ({
  of: `margin in ${Object.keys(shape).join()}`,
  ask: (viewer: Viewer) => idsIn(viewer, 'opportunity', shape),
  expected: (eyes: Eyes) => {
    if (!meetsObject(eyes, 'opportunity')) return 'NotFound';
    if (!readsMargin(eyes.who)) return { kind: 'field' };
    return idsOf(found(eyes, 'opportunity', ({ id }) => shape !== byMargin || id === cast.records.open.id));
  },
}));

const showsView = ({ who }: Eyes, view: (typeof plantedViews)[number]) =>
  theRole(view.by).id === who.id || (view.isShared && !who.isGuest);

const ofViews = (
  ask: (viewer: Viewer, view: (typeof plantedViews)[number]) => Promise<unknown>,
  expected: (eyes: Eyes, view: (typeof plantedViews)[number]) => unknown,
) =>
  plantedViews.map(
    (view): Case => ({ of: view.name, ask: (viewer) => ask(viewer, view), expected: (eyes) => expected(eyes, view) }),
  );

const shownView = async (viewer: Viewer, { object, id }: (typeof plantedViews)[number]) => {
  const view = await findSavedView(viewer, (await getObject(viewer, object)).id, id);
  return view && { name: view.name, ...view.can };
};

export const listRows: QueryRows = {
  'list-views/queries.listRecords': () => [...lists, ...hidden],
  'list-views/queries.countList': () =>
    kinds.map((apiName) => ({
      of: apiName,
      ask: async (viewer) => {
        const { object, plan } = await asked(viewer, apiName);
        return 'kind' in plan ? plan : (await countList(viewer, object, plan, newId())).count;
      },
      expected: (eyes) => (meetsObject(eyes, apiName) ? found(eyes, apiName).length : 'NotFound'),
    })),
  'list-views/board-queries.getBoard': () => [
    {
      of: 'opportunities',
      ask: async (viewer) => {
        const { object, plan } = await asked(viewer, 'opportunity');
        const path = object.fields.find(({ apiName }) => apiName === object.pathField);
        if (!path || 'kind' in plan) return plan;
        const { columns } = await getBoard(viewer, object, plan, path);
        const cards = columns.flatMap((column) => column.cards);
        return { ids: idsOf(cards), editable: idsOf(cards.filter(({ canEdit }) => canEdit)) };
      },
      expected: (eyes) => {
        if (!meetsObject(eyes, 'opportunity')) return 'NotFound';
        const shown = found(eyes, 'opportunity');
        const editable = shown.filter((record) => may.record.edit?.(eyes.who, record));
        return { ids: idsOf(shown), editable: idsOf(editable) };
      },
    },
  ],
  'list-views/view-queries.listSavedViews': () =>
    kinds.map((apiName) => ({
      of: apiName,
      ask: async (viewer) => {
        const { id } = await getObject(viewer, apiName);
        return sorted((await listSavedViews(viewer, id)).map(({ name }) => name));
      },
      expected: (eyes) => {
        if (!meetsObject(eyes, apiName)) return 'NotFound';
        return sorted(
          plantedViews.filter((view) => view.object === apiName && showsView(eyes, view)).map(({ name }) => name),
        );
      },
    })),
  'list-views/view-queries.findSavedView': () =>
    ofViews(shownView, (eyes, view) => {
      if (!meetsObject(eyes, view.object)) return 'NotFound';
      const edit = theRole(view.by).id === eyes.who.id;
      const isOverseen = view.isShared && eyes.who.permissions.includes('admin');
      return showsView(eyes, view) ? { name: view.name, edit, delete: edit || isOverseen } : null;
    }),
  'list-views/view-queries.findListState': () => [
    ...ofViews(
      async (viewer, { object, id }) => {
        const { state } = await findListState(
          viewer,
          await getObject(viewer, object),
          new URLSearchParams({ list: id }),
        );
        return state.shape.columns;
      },
      (eyes, view) => (meetsObject(eyes, view.object) && showsView(eyes, view) ? ['owner'] : 'NotFound'),
    ),
    {
      of: 'a view that never was',
      ask: async (viewer) =>
        findListState(viewer, await getObject(viewer, 'case'), new URLSearchParams({ list: newId() })),
      expected: () => 'NotFound',
    },
  ],
  'list-views/home-queries.listRecentRecords': () => [
    {
      of: 'oneself',
      ask: async (viewer) => idsOf(await listRecentRecords(viewer)),
      expected: (eyes) => idsOf(records.filter((record) => finds(eyes, record) && scopes.recent?.(eyes, record))),
    },
  ],
  'list-views/home-queries.listNewestRecords': () => [
    {
      of: 'oneself',
      ask: async (viewer) => idsOf(await listNewestRecords(viewer)),
      expected: (eyes) => idsOf(records.filter((record) => finds(eyes, record) && record.owner === eyes.who.handle)),
    },
  ],
  'list-views/home-queries.summariseObjects': () => [
    {
      of: 'all objects',
      ask: async (viewer) => {
        const told = await summariseObjects(viewer, await listObjects(viewer), newId());
        return Object.fromEntries(told.filter(({ count }) => count > 0).map(({ apiName, count }) => [apiName, count]));
      },
      expected: (eyes) =>
        Object.fromEntries(kinds.map((kind) => [kind, found(eyes, kind).length]).filter(([, count]) => count !== 0)),
    },
  ],
};
