import type { SQL } from 'drizzle-orm';
import type { Viewer } from '@/lib/access/viewer';
import type { Eyes } from './reference';

/** One question to a query, and the reference's answer for each pair of eyes. A refusal is its name. */
export type Case = { of: string; ask: (viewer: Viewer) => Promise<unknown>; expected: (eyes: Eyes) => unknown };

/** A query's name is that of its file and its own: `feed/queries.listGroupFeed`. */
export type QueryRows = Record<string, () => Case[]>;

/** One relation of scope(). */
export type Relation = {
  /** Every row that there is: a key of its own, and what decides on it. */
  all: string;
  key: SQL;
  shows: (eyes: Eyes, of: string) => boolean;
};

export const sorted = (texts: Iterable<string>): string[] => [...texts].toSorted();

export const idsOf = (items: readonly { id: string }[]): string[] => sorted(items.map(({ id }) => id));

type Page = { items: readonly { id: string }[]; next: string | null };

/** The ids of all pages. A page that comes again would not end. */
export async function throughPages(ask: (cursor: string | undefined) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 20; page++) {
    const { items, next } = await ask(cursor);
    ids.push(...items.map(({ id }) => id));
    if (next === null) return sorted(ids);
    cursor = next;
  }
  throw new Error('The pages do not end.');
}
