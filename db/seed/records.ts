import { buildAccounts } from './accounts';
import type { Calendar } from './calendar';
import { readSample } from './crm';
import { buildDeals } from './deals';
import { type Ledger, readLedger, type Watch } from './ledger';
import type { SeedPerson, SeedRecord } from './model';

type Setting = { calendar: Calendar; people: readonly SeedPerson[] };

/** Everything that this company keeps records of, and who asked to hear of what is kept by hand. */
export function buildRecords(setting: Setting): { records: SeedRecord[]; watches: readonly Watch[] } {
  const { accounts: sampleAccounts, deals: sampleDeals, prices } = readSample();
  const { records: kept, dealings, follows } = readLedger(setting.calendar);
  const accounts = buildAccounts(sampleAccounts, sampleDeals, setting);
  const byName = new Map(accounts.map((account) => [account.name, account]));
  const began = new Map(setting.people.map(({ handle, createdAt }) => [handle, createdAt]));
  const deals = buildDeals(sampleDeals, { ...setting, accounts: byName, prices, began });
  return { records: withDealings([...accounts, ...deals, ...kept], dealings), watches: follows };
}

/** Adds what was done by hand to what the data says, each at its time. */
function withDealings(records: readonly SeedRecord[], dealings: Ledger['dealings']): SeedRecord[] {
  const unknown = [...dealings.keys()].filter((key) => !records.some((record) => record.key === key));
  if (unknown.length > 0) throw new Error(`The demo has no ${unknown.join(', ')}.`);
  return records.map((record) => {
    const done = dealings.get(record.key) ?? [];
    const history = [...record.history, ...done].sort((a, b) => a.at.getTime() - b.at.getTime());
    return { ...record, history };
  });
}
