import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { recordsWithTopics } from '@/lib/record-topics/topic-sql';
import { nameWords, type ParsedQuery } from './parse-query';

const quoted = (text: string) => `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}':*`;

/** Whether the name of a record has words that begin with each of these; read from an index of the names' words. */
function named(name: SQL, words: readonly string[]): SQL {
  const all = words.map(quoted).join(' & ');
  return sql`to_tsvector('simple'::regconfig, ${name}) @@ to_tsquery('simple', ${all})`;
}

/** Whether a row `r` of scope.records has all words of a query in its name and carries all its topics. */
export function recordMatches(s: Scope, { topics, phrases, words }: ParsedQuery): SQL {
  const wanted = nameWords({ text: '', topics: [], phrases, words });
  const letters = wanted.filter((word) => /[\p{L}\p{N}]/u.test(word));
  const isNamed = letters.length > 0 ? named(sql`r.name`, letters) : sql`true`;
  return letters.length + topics.length === 0
    ? sql`false`
    : sql`(${isNamed} and ${recordsWithTopics(s, sql`r.id`, topics)})`;
}

/** What stands first: the name that was typed, then names that begin with it, then by name. */
export function nearestName(name: SQL, typed: string): SQL {
  const begins = `${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`lower(${name}) = ${typed.toLowerCase()} desc, lower(${name}) like ${begins} desc, lower(${name})`;
}
