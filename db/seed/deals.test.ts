import { describe, expect, test } from 'vitest';
import { discreetAccounts } from './accounts';
import { calendarFor } from './calendar';
import { productSpellings, readSample, type SampleDeal } from './crm';
import { dayOf, dealKey, shiftOf } from './deals';
import { standardDefinitions } from './definitions.fixture';
import type { SeedRecord } from './model';
import { directoryOf, holdersOf } from './rows/directory';
import { rowsOf } from './rows/rows';
import { buildWorld } from './world';

const DAY = 86_400_000;
const now = new Date('2026-03-11T16:00:00Z');
const world = buildWorld(now);
const sample = readSample();
const calendar = calendarFor(now);
const shift = shiftOf(sample.deals, calendar);
const records = new Map(world.records.map((record) => [record.key, record]));
const dealOf = (id: string): SeedRecord => {
  const record = records.get(dealKey(id));
  if (!record) throw new Error(`${id} is missing.`);
  return record;
};
/** The last value of a field, and the day on which it was set. */
const lastOf = ({ values, history }: SeedRecord, field: string) =>
  history.reduce((last, { patch }) => (field in patch ? patch[field] : last), values[field]);
const moved = (date: string) => new Date((dayOf(date) + shift) * DAY).toISOString().slice(0, 10);
const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Chicago' });
const dayIn = (at: Date) => days.format(at);
const written = rowsOf(world, standardDefinitions);

/** The stages that a deal went through, each with its day; and what its row says. */
const stagesOf = ({ history }: SeedRecord) =>
  history.flatMap(({ at, patch }) => (patch.stage ? [`${patch.stage} ${dayIn(at)}`] : []));
const stagesIn = (row: SampleDeal) => [
  ...(row.engage_date ? [`Engaging ${moved(row.engage_date)}`] : []),
  ...(row.close_date ? [`${row.deal_stage} ${moved(row.close_date)}`] : []),
];

/** How a deal stands in the end; what the row leaves open is not compared. */
function endOf(deal: SeedRecord) {
  const isClosed = ['Won', 'Lost'].includes(String(lastOf(deal, 'stage')));
  const closing = isClosed ? [lastOf(deal, 'amount'), lastOf(deal, 'close_date')] : [];
  const account = records.get(String(deal.values.account))?.name ?? '';
  return [lastOf(deal, 'stage'), lastOf(deal, 'product'), account, lastOf(deal, 'engage_date') ?? '', ...closing];
}

function endIn(row: SampleDeal) {
  const closing = row.close_date ? [Number(row.close_value), moved(row.close_date)] : [];
  const product = productSpellings[row.product] ?? row.product;
  return [row.deal_stage, product, row.account, row.engage_date && moved(row.engage_date), ...closing];
}

describe('the deals of the demo', () => {
  test('are those of the sales data: 8,800 with 85 accounts', () => {
    expect(sample.deals).toHaveLength(8800);
    expect(sample.deals.filter(({ opportunity_id: id }) => !records.has(dealKey(id)))).toEqual([]);
    expect(world.records.filter(({ object }) => object === 'account')).toHaveLength(85);
    expect(world.records.filter(({ object }) => object === 'opportunity')).toHaveLength(8800);
  });

  test('end with what their row says, each date being the day of the change that it tells of', () => {
    const wrong = sample.deals.filter((row) => {
      const deal = dealOf(row.opportunity_id);
      return String([stagesOf(deal), endOf(deal)]) !== String([stagesIn(row), endIn(row)]);
    });
    expect(wrong).toEqual([]);
  });

  test('reach up to yesterday', () => {
    const newest = Math.max(...sample.deals.map((deal) => dayOf(deal.close_date || '1970-01-01'))) + shift;
    expect(newest).toBe(calendar.yesterday);
  });

  test('have no dates while they are prospects, all of them created in the last week of the data', () => {
    const prospects = sample.deals
      .filter((deal) => deal.deal_stage === 'Prospecting')
      .map((d) => dealOf(d.opportunity_id));
    expect(prospects).toHaveLength(500);
    const oldest = Math.min(...prospects.map(({ at }) => at.getTime()));
    expect(oldest).toBeGreaterThan(calendar.end.getTime() - 8 * DAY);
    expect(prospects.every(({ history }) => history.every(({ patch }) => !patch.engage_date && !patch.stage))).toBe(
      true,
    );
  });

  test('belong to agents who were there, and every record changes in order and before today', () => {
    const people = new Map(world.people.map((person) => [person.handle, person]));
    const wrong = world.records.filter(({ owner, at, history }) => {
      const moments = [at, ...history.map((change) => change.at)];
      const sorted = moments.toSorted((a, b) => a.getTime() - b.getTime());
      const began = people.get(owner)?.createdAt;
      const wasThere = began !== undefined && began < at;
      return !wasThere || moments.some((moment, n) => moment !== sorted[n]) || moments.some((m) => m >= calendar.end);
    });
    expect(wrong).toEqual([]);
  });

  test('are made after the account that they stand below', () => {
    const wrong = world.records.filter(({ values, at }) => {
      const account = records.get(String(values.account ?? ''));
      return account && account.at >= at;
    });
    expect(wrong).toEqual([]);
  });

  test('of a few accounts are held by their owners and those above alone', () => {
    const discreet = new Set(discreetAccounts.map((name) => `account:${name}`));
    const restricted = world.records.filter(({ object, isPrivate }) => object === 'opportunity' && isPrivate);
    expect(restricted.length).toBeGreaterThan(100);
    expect(restricted.every(({ values }) => discreet.has(String(values.account)))).toBe(true);
    const { grants } = written;
    const directory = directoryOf(world);
    for (const record of restricted.slice(0, 20)) {
      const held = grants.filter(({ audience }) => audience === record.id);
      expect(held).toEqual([
        { audience: record.id, principal: directory.idOf(record.owner), level: 'own', throughManagers: true },
      ]);
      expect(holdersOf(record, world).has('marguerite.delacroix')).toBe(true);
    }
  });
});

describe('all rows', () => {
  test('have ids of their own', () => {
    const { subjects, feedItems, recordChanges } = written;
    for (const rows of [subjects, feedItems, recordChanges]) {
      const ids = rows.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
