import { accountKey, discreetAccounts } from './accounts';
import { type Calendar, latest } from './calendar';
import { handleOf } from './company';
import { productSpellings, type SampleDeal } from './crm';
import type { SeedChange, SeedRecord } from './model';
import { chance, stableId } from './stable-id';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export const dealKey = (opportunityId: string) => `deal:${opportunityId}`;

type Setting = {
  calendar: Calendar;
  accounts: ReadonlyMap<string, SeedRecord>;
  prices: ReadonlyMap<string, number>;
  /** When each agent began. */
  began: ReadonlyMap<string, Date>;
};

/** By how many days the sales data is moved: so that its newest day is yesterday. */
export function shiftOf(deals: readonly SampleDeal[], { yesterday }: Pick<Calendar, 'yesterday'>): number {
  const newest = Math.max(
    ...deals.map(({ engage_date, close_date }) => dayOf(close_date || engage_date || '1970-01-01')),
  );
  return yesterday - newest;
}

export const dayOf = (date: string) => Date.parse(date) / DAY;

export const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** The opportunities of the sales data; their dates are what their agents changed in them. */
export function buildDeals(deals: readonly SampleDeal[], setting: Setting): SeedRecord[] {
  const shift = shiftOf(deals, setting.calendar);
  return deals.map((deal) => {
    const { opportunity_id: id, sales_agent: agent, account, deal_stage: stage } = deal;
    const product = productSpellings[deal.product] ?? deal.product;
    const price = setting.prices.get(product);
    if (price === undefined) throw new Error(`${product} has no price.`);
    const owner = handleOf(agent);
    const at = createdAt(deal, shift, setting);
    const values = { product, stage: 'Prospecting', amount: price };
    return {
      id: stableId(at, `opportunity ${id}`),
      key: dealKey(id),
      externalId: id,
      object: 'opportunity',
      name: `${account || product}, ${account ? product : 'no account yet'}`,
      owner,
      at,
      values: account ? { account: accountKey(account), ...values } : values,
      history: stage === 'Prospecting' ? [] : changesOf(deal, owner, shift, setting.calendar),
      isPrivate: discreetAccounts.includes(account),
    };
  });
}

/** Some days before it was engaged in; those that never were, in the week that ends on the newest day. */
function createdAt(deal: SampleDeal, shift: number, setting: Setting): Date {
  const { opportunity_id: id, sales_agent: agent, account, engage_date: engaged } = deal;
  const luck = chance(`created ${id}`);
  const before = 1 + Math.floor(luck * luck * 18);
  const day = engaged ? dayOf(engaged) + shift - before : setting.calendar.yesterday - Math.floor(luck * 7);
  const began = setting.began.get(handleOf(agent)) ?? new Date(0);
  const opened = setting.accounts.get(account)?.at ?? began;
  return latest(
    setting.calendar.on(day, minutesOf(`hour ${id}`)),
    new Date(began.getTime() + HOUR),
    new Date(opened.getTime() + HOUR),
  );
}

/** A moment of a working day, to the second. */
const minutesOf = (key: string) => Math.floor((8 + chance(key) * 10) * 3600) / 60;

function changesOf(deal: SampleDeal, by: string, shift: number, calendar: Calendar): SeedChange[] {
  const { opportunity_id: id, engage_date: engaged, close_date: closed, close_value: value, deal_stage: stage } = deal;
  const on = (date: string, key: string) => calendar.on(dayOf(date) + shift, minutesOf(`${key} ${id}`));
  const moved = (date: string) => dateOf(dayOf(date) + shift);
  const engaging = { at: on(engaged, 'engaged'), by, patch: { stage: 'Engaging', engage_date: moved(engaged) } };
  if (!closed) return [engaging];
  const patch = { stage, amount: Number(value), close_date: moved(closed) };
  return [engaging, { at: on(closed, 'closed'), by, patch }];
}
