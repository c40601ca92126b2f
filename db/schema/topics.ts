import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns';
import { feedItems } from './feed';
import { subjects } from './subjects';

/** A topic is a subject of kind `topic`. Its key is the folded name; how it is spelled to a reader comes from the uses they see. */
export const topics = pgTable(
  'topics',
  {
    id: uuid()
      .primaryKey()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('topics_key').on(table.key), index('topics_key_prefix').on(sql`${table.key} collate "C"`)],
);

export const topicAssignments = pgTable(
  'topic_assignments',
  {
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    topicId: uuid()
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    /** As this use spells it. */
    spelling: text().notNull(),
    /** The audience of the item, copied, so that counting uses needs no join. */
    audience: uuid(),
    assignedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    assignedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.topicId] }),
    index('topic_assignments_topic').on(table.topicId, table.itemId, table.audience),
    index('topic_assignments_recent').on(table.assignedAt, table.topicId, table.itemId, table.audience),
    index('topic_assignments_audience').on(table.audience),
  ],
);
