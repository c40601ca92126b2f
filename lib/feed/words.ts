import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';

const MAX_WORDS = 8;

/** `*` is any run of characters, `?` exactly one; what remains must be at least two characters to mean anything. */
function pattern(word: string): string | null {
  if (word.replace(/[*?]/g, '').length < 2) return null;
  return `%${word
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_')}%`;
}

function holds(text: SQL, vector: SQL, word: string): SQL {
  const like = pattern(word);
  if (/[*?]/.test(word)) return like ? sql`${text} ilike ${like}` : sql`true`;
  return sql`(${vector} @@ plainto_tsquery('public.en', ${word}) or ${text} ilike ${like ?? `%${word}%`})`;
}

/**
 * Search inside one feed (spec 4.2): every word stands in the item's text or in one of its comments, with the
 * wildcards `*` and `?`. For a bounded set of items only: it looks at the text of each.
 */
export function matchesWords(s: Scope, itemId: SQL, q: string): SQL {
  const words = q.normalize('NFKC').split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  const each = words.map(
    (
      word,
    ) => sql`(exists (select 1 from ${s.items} t where t.id = ${itemId} and ${holds(sql`t.plain`, sql`t.search_text`, word)})
    or exists (select 1 from ${s.comments} t where t.item_id = ${itemId} and ${holds(sql`t.plain`, sql`t.search_text`, word)}))`,
  );
  return each.length === 0 ? sql`true` : sql.join(each, sql` and `);
}
