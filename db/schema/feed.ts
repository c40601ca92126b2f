import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BodyTree } from '@/lib/body/tree';
import { createdAt, id, moment, searchVector } from './columns';
import { subjects } from './subjects';

const body = () => ({
  /** The one stored text; the tree and the plain text are made from it whenever it is written. */
  source: text().notNull(),
  tree: jsonb().$type<BodyTree>().notNull(),
  plain: text().notNull(),
});

const editing = () => ({ editedAt: moment(), editedBy: uuid(), version: integer().notNull().default(1) });

export const feedItems = pgTable(
  'feed_items',
  {
    id: id(),
    kind: text({ enum: ['text', 'announcement', 'change'] })
      .notNull()
      .default('text'),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    audience: uuid().references(() => subjects.id, { onDelete: 'cascade' }),
    ...body(),
    searchText: searchVector().generatedAlwaysAs((): SQL => sql`to_tsvector('public.en', ${feedItems.plain})`),
    clientId: uuid().notNull(),
    commentCount: integer().notNull().default(0),
    likeCount: integer().notNull().default(0),
    createdAt: createdAt(),
    activityAt: createdAt(),
    ...editing(),
  },
  (table) => [
    uniqueIndex('feed_items_client_key').on(table.authorId, table.clientId),
    index('feed_items_company').on(table.id).where(sql`${table.kind} <> 'change'`),
    index('feed_items_activity').on(table.activityAt, table.id),
    index('feed_items_subject').on(table.subjectId),
    index('feed_items_audience').on(table.audience),
    index('feed_items_search').using('gin', table.searchText),
  ],
);

/** The one index that every feed reads: a row for each subject an item appears under, with the reason. */
export const feedEntries = pgTable(
  'feed_entries',
  {
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    activityAt: moment().notNull(),
    audience: uuid(),
    actorId: uuid().notNull(),
    /**
     * `mention` serves the To Me and profile of a person, `actor` the profile of whoever changed a record, `owner` the
     * Home of its owner: none of them reaches those who follow that person.
     */
    reason: text({ enum: ['parent', 'author', 'mention', 'topic', 'actor', 'owner'] }).notNull(),
    isChange: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.subjectId, table.itemId] }),
    index('feed_entries_activity').on(table.subjectId, table.activityAt, table.itemId),
    index('feed_entries_newest').on(table.itemId, table.subjectId, table.reason, table.audience),
    index('feed_entries_bumped').on(table.activityAt, table.itemId, table.subjectId, table.reason, table.audience),
    index('feed_entries_audience').on(table.audience).where(sql`${table.audience} is not null`),
    check(
      'feed_entries_reason_check',
      sql`${table.reason} in ('parent', 'author', 'mention', 'topic', 'actor', 'owner')`,
    ),
  ],
);

export const comments = pgTable(
  'comments',
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    /** One level of replies: the comment answered, which has no parent itself. */
    parentId: uuid(),
    authorId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    audience: uuid(),
    ...body(),
    searchText: searchVector().generatedAlwaysAs((): SQL => sql`to_tsvector('public.en', ${comments.plain})`),
    clientId: uuid().notNull(),
    likeCount: integer().notNull().default(0),
    createdAt: createdAt(),
    ...editing(),
  },
  (table) => [
    uniqueIndex('comments_client_key').on(table.authorId, table.clientId),
    index('comments_item').on(table.itemId, table.id),
    index('comments_author').on(table.authorId, table.itemId),
    index('comments_search').using('gin', table.searchText),
  ],
);

/** What a post or a comment said before each edit. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    commentId: uuid().references(() => comments.id, { onDelete: 'cascade' }),
    source: text().notNull(),
    tree: jsonb().$type<BodyTree>().notNull(),
    editedBy: uuid().notNull(),
    editedAt: createdAt(),
  },
  (table) => [
    index('revisions_item').on(table.itemId, table.commentId, table.id),
    index('revisions_comment').on(table.commentId).where(sql`${table.commentId} is not null`),
  ],
);

export const itemLikes = pgTable(
  'item_likes',
  {
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.personId] })],
);

export const commentLikes = pgTable(
  'comment_likes',
  {
    commentId: uuid()
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.personId] })],
);

export const bookmarks = pgTable(
  'bookmarks',
  {
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.itemId] }), index('bookmarks_item').on(table.itemId)],
);

export const mutes = pgTable(
  'mutes',
  {
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.itemId] }), index('mutes_item').on(table.itemId)],
);

/** Who was mentioned where, and whether they could see it when it was written; mentioning never grants access. */
export const mentions = pgTable(
  'mentions',
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    commentId: uuid().references(() => comments.id, { onDelete: 'cascade' }),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    isAccessible: boolean().notNull(),
  },
  (table) => [
    unique('mentions_key').on(table.itemId, table.commentId, table.subjectId).nullsNotDistinct(),
    index('mentions_subject').on(table.subjectId, table.itemId),
    // Deleting a comment or an item looks for what hangs on it.
    index('mentions_comment').on(table.commentId).where(sql`${table.commentId} is not null`),
  ],
);

/** What a person had written when their session was over, kept until they are back. */
export const drafts = pgTable(
  'drafts',
  {
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    /** `post:SUBJECT` or `comment:ITEM`. */
    place: text().notNull(),
    source: text().notNull(),
    clientId: uuid().notNull(),
    updatedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.place] })],
);
