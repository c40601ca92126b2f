import { type Calendar, latest } from './calendar';
import { handleOf } from './company';
import { type SampleAccount, type SampleDeal, spelled } from './crm';
import type { SeedChange, SeedPerson, SeedRecord } from './model';
import { chance, stableId } from './stable-id';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** So many accounts are one person's work. */
const MOST = 5;
/** The largest are looked after by managers. */
const KEY_ACCOUNTS = 6;

export const accountKey = (name: string) => `account:${name}`;

/** Whose deals are nobody else's business. */
export const discreetAccounts: readonly string[] = ['Golddex', 'Newex', 'Zencorporation'];

/** What colleagues who have left looked after, and to whom it went on their last day. */
const handedOver: Readonly<Record<string, { from: string; to: string }>> = {
  Ontomedia: { from: 'elizabeth.anderson', to: 'wilburn.farren' },
  Bioplex: { from: 'elizabeth.anderson', to: 'corliss.cosme' },
  Rantouch: { from: 'carol.thompson', to: 'kami.bicknell' },
};

type Setting = { calendar: Calendar; people: readonly SeedPerson[] };

/** The accounts of the sales data, each with whoever sells most to it. */
export function buildAccounts(
  accounts: readonly SampleAccount[],
  deals: readonly SampleDeal[],
  { people }: Setting,
): SeedRecord[] {
  const owners = ownersOf(deals, people);
  const byHandle = new Map(people.map((person) => [person.handle, person]));
  const created = (account: SampleAccount): SeedRecord => {
    const { account: name, sector, subsidiary_of: parent } = account;
    const owner = owners.get(name) ?? '';
    const person = byHandle.get(owner);
    if (!person) throw new Error(`Nobody looks after ${name}.`);
    const at = new Date(person.createdAt.getTime() + (2 + chance(`hour ${name}`) * 6) * HOUR);
    const values = {
      sector: capital(spelled(sector)),
      revenue: Number(account.revenue),
      employees: Number(account.employees),
      year_established: Number(account.year_established),
      country: spelled(account.office_location),
      ...(parent ? { parent: accountKey(parent) } : {}),
    };
    const history = handovers(handedOver[name], at, byHandle);
    return {
      id: stableId(at, accountKey(name)),
      key: accountKey(name),
      object: 'account',
      name,
      owner,
      at,
      values,
      history,
    };
  };
  return accounts.map(created);
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** First to the colleague, when both were there, and on their last day to somebody else. */
function handovers(
  change: { from: string; to: string } | undefined,
  created: Date,
  people: ReadonlyMap<string, SeedPerson>,
): SeedChange[] {
  const person = people.get(change?.from ?? '');
  if (!change || !person?.deactivatedAt || !person.manager) return [];
  const { createdAt, deactivatedAt, manager: by } = person;
  const begun = latest(new Date(createdAt.getTime() + 2 * DAY + HOUR), new Date(created.getTime() + 30 * DAY));
  return [
    { at: begun, by, patch: { owner: change.from } },
    { at: new Date(deactivatedAt.getTime() - 3 * HOUR), by, patch: { owner: change.to } },
  ];
}

/** From the largest account down: whoever has most deals there and is not yet at the limit. */
function ownersOf(deals: readonly SampleDeal[], people: readonly SeedPerson[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { account, sales_agent: agent } of deals) {
    const agents = counts.get(account) ?? new Map<string, number>();
    counts.set(account, agents.set(handleOf(agent), (agents.get(handleOf(agent)) ?? 0) + 1));
  }
  counts.delete('');
  const size = (agents: Map<string, number>) => [...agents.values()].reduce((sum, one) => sum + one, 0);
  const largest = [...counts].sort(([, a], [, b]) => size(b) - size(a));
  const managers = new Map(people.map(({ handle, manager }) => [handle, manager]));
  const load = new Map<string, number>();
  return new Map(
    largest.map(([account, agents], place) => {
      const busiest = [...agents].sort(([, a], [, b]) => b - a).map(([handle]) => handle);
      const willing = place < KEY_ACCOUNTS ? busiest.map((handle) => managers.get(handle) ?? handle) : busiest;
      const owner = willing.find((handle) => (load.get(handle) ?? 0) < MOST) ?? willing[0] ?? '';
      load.set(owner, (load.get(owner) ?? 0) + 1);
      return [account, owner];
    }),
  );
}
