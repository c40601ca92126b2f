import 'server-only';
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { comments, feedItems } from '@/db/schema/feed';
import type { Viewer } from './viewer';

const tables = { feed_items: feedItems, comments };

const mentioning = {
  feed_items: sql`m.item_id = w.id and m.comment_id is null`,
  comments: sql`m.item_id = w.item_id and m.comment_id = w.id`,
};

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The text with every mention nameless. What is stored for search names whom its author could see, and never a record. */
const nameless = sql`regexp_replace(regexp_replace(w.source, '@\\[[^]]*\\]', '@someone', 'g'), '/\\[[-0-9a-f]{36}\\]', 'a record', 'g')`;

/**
 * The columns of posts or comments `w` that a viewer may read. A guest finds and is shown the stored words only where
 * they may know everybody named in them: a mention is no introduction.
 */
export function writtenColumns(viewer: Viewer, table: keyof typeof tables, isKnown: (subject: SQL) => SQL): SQL {
  if (viewer.kind === 'internal') return sql`w.*`;
  const named = sql`exists (select 1 from mentions m where ${mentioning[table]} and not ${isKnown(sql`m.subject_id`)})`;
  const shown: Record<string, SQL> = {
    plain: sql`case when ${named} then ${nameless} else w.plain end as plain`,
    searchText: sql`case when ${named} then to_tsvector('public.en', ${nameless}) else w.search_text end as search_text`,
  };
  const columns = Object.keys(getTableColumns(tables[table]));
  return sql.join(
    columns.map((name) => shown[name] ?? sql`w.${sql.identifier(snakeCase(name))}`),
    sql`, `,
  );
}
