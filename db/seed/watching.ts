import type { Calendar } from './calendar';
import type { Watch } from './ledger';
import type { SeedPerson, SeedRecord, World } from './model';
import { ownerNow } from './rows/directory';

const WEEK = 7 * 86_400_000;
/** How many of their own a seller keeps an eye on, and how many of their people's a manager does. */
const OWN_DEALS = 12;
const BIG_DEALS = 8;
const LARGE = 20_000;
const HEAD = 'marguerite.delacroix';

type Setting = { calendar: Calendar; people: readonly SeedPerson[] };
type Follows = World['follows'];

/** People follow what they own and asked to hear of, managers the largest deals of their people that still move. */
export function buildRecordFollows(
  { calendar, people }: Setting,
  records: readonly SeedRecord[],
  watches: readonly Watch[],
): Follows {
  const present = new Set(people.filter(({ deactivatedAt }) => !deactivatedAt).map(({ handle }) => handle));
  const deals = records.filter(({ object }) => object === 'opportunity').map(shortly);
  const wanted = [
    ...records.filter(({ object }) => object !== 'opportunity').map(ownOne),
    ...people.flatMap((person) => dealsOf(person, people, deals, calendar.end)),
    ...watches,
  ].filter(({ handle }) => present.has(handle));
  return [...new Map(wanted.map((follow) => [`${follow.handle} ${follow.target}`, follow])).values()];
}

const ownOne = (record: SeedRecord) => ({ handle: ownerNow(record), target: record.key, at: record.at });

/** A deal as it stands, in short. */
type Deal = { key: string; at: Date; owner: string; movedAt: number; amount: number; isOpen: boolean };

function shortly({ key, at, owner, values, history }: SeedRecord): Deal {
  const now = Object.assign({}, values, ...history.map(({ patch }) => patch));
  const movedAt = (history.at(-1)?.at ?? at).getTime();
  return { key, at, owner, movedAt, amount: Number(now.amount ?? 0), isOpen: !['Won', 'Lost'].includes(now.stage) };
}

const few = (deals: readonly Deal[], by: 'movedAt' | 'amount', count: number) =>
  deals.toSorted((a, b) => b[by] - a[by]).slice(0, count);

function dealsOf({ handle }: SeedPerson, people: readonly SeedPerson[], deals: readonly Deal[], end: Date): Follows {
  const isRecent = ({ movedAt }: Deal) => movedAt > end.getTime() - 5 * WEEK;
  const reports = new Set(people.filter(({ manager }) => manager === handle).map((person) => person.handle));
  const own = deals.filter((deal) => deal.owner === handle && deal.isOpen);
  const theirs = deals.filter((deal) => reports.has(deal.owner) && isRecent(deal));
  const large = deals.filter((deal) => handle === HEAD && deal.amount > LARGE && isRecent(deal));
  const chosen = [...few(own, 'movedAt', OWN_DEALS), ...few(theirs, 'amount', BIG_DEALS), ...large];
  return chosen.map(({ key, at }) => ({ handle, target: key, at }));
}
