import { buildAccounts } from './accounts';
import type { Calendar } from './calendar';
import { readSample } from './crm';
import { buildDeals } from './deals';
import type { SeedPerson, SeedRecord } from './model';

type Setting = { calendar: Calendar; people: readonly SeedPerson[] };

/** Everything that this company keeps records of. */
export function buildRecords(setting: Setting): SeedRecord[] {
  const { accounts: sampleAccounts, deals, prices } = readSample();
  const accounts = buildAccounts(sampleAccounts, deals, setting);
  const byName = new Map(accounts.map((account) => [account.name, account]));
  const began = new Map(setting.people.map(({ handle, createdAt }) => [handle, createdAt]));
  return [...accounts, ...buildDeals(deals, { ...setting, accounts: byName, prices, began })];
}
