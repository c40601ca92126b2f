import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { ParsedQuery } from './parse-query';

const quoted = (text: string) => `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;

/** The words and phrases of a query as a tsquery; null when it has only topics. */
export function textQuery({ phrases, words }: ParsedQuery): SQL | null {
  const parts = phrases.map((phrase) => sql`phraseto_tsquery('public.en', ${phrase})`);
  if (words.length > 0) {
    const all = words.map((word) => `${quoted(word.text)}${word.isPrefix ? ':*' : ''}`).join(' & ');
    parts.push(sql`to_tsquery('public.en', ${all})`);
  }
  return parts.length === 0 ? null : sql`(${sql.join(parts, sql` && `)})`;
}

/** What to mark in what was found: the words, or for a search by topic alone the topic's own words. */
export function markQuery(query: ParsedQuery): SQL {
  return textQuery(query) ?? textQuery({ ...query, phrases: query.topics }) ?? sql`to_tsquery('public.en', '')`;
}
