import 'server-only';
import type { Scope } from '@/lib/access/scope';
import { changesQuery } from '@/lib/feed/changes-sql';
import type { ChangeView, Names } from '@/lib/feed/view-models';
import { changeWords } from './change-words-rules';

type Told = { itemId: string; changes: ChangeView[]; names: Names };

/** What some announcements say in one line each, as far as the reader may read it. Asks nothing where there are none. */
export async function findChangeWords(s: Scope, itemIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const told = itemIds.length > 0 ? await s.rows<Told>(changesQuery(s, itemIds)) : [];
  return new Map(told.map((one) => [one.itemId, changeWords(one, s.viewer)]));
}
