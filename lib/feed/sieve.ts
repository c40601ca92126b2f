import 'server-only';
import { SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import type { FeedQuery } from './find-items';
import { matchesWords } from './words';

/** Whether an item, by its id, stands on a record of an object, in a group or on a profile. */
const standsOn = (s: Scope, itemId: SQL, about: string): SQL =>
  sql`exists (select 1 from ${s.items} standing join ${s.places} under on under.id = standing.subject_id where standing.id = ${itemId}
    and coalesce(under.object, under.kind) = ${about} offset 0)`;

/** Whether people said something: a post, or a change that was commented on. */
const isSaid = (s: Scope, itemId: SQL): SQL =>
  sql`exists (select 1 from ${s.items} said where said.id = ${itemId} and (said.kind <> 'change' or said.comment_count > 0) offset 0)`;

/** What an item is asked besides standing in the feed: its words, its place. Null where everything is shown. */
export function sieveOf(s: Scope, { q, about, hasFewerUpdates }: FeedQuery, itemId: SQL): SQL | null {
  const words = q?.trim();
  const asked = [
    about && standsOn(s, itemId, about),
    hasFewerUpdates && isSaid(s, itemId),
    words && matchesWords(s, itemId, words),
  ].filter((one) => one instanceof SQL);
  return asked.length > 0 ? sql.join(asked, sql` and `) : null;
}
