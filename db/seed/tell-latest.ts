import type { Database } from '@/db/database';
import { outboxEvents } from '@/db/schema/operations';
import type { EventPayloads } from '@/lib/events/catalogue';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';

const HOUR = 3_600_000;
const HOURS_TOLD = 48;
const LEFT_UNREAD = 4;

type Told = 'post.created' | 'comment.created' | 'post.liked' | 'comment.liked';

type Happening = { type: Told; payload: EventPayloads[Told]; subjectId: string; actorId: string; at: Date };

const mentionedIn = (where: string) =>
  `array(select m.subject_id from mentions m where m.is_accessible and m.item_id = i.id and ${where})`;

const audience = `'audience', i.audience`;

/** What was written and liked since `$1`, as the events that the domain functions would have left. */
const happenings = `
  select 'post.created' as type, i.subject_id as "subjectId", i.author_id as "actorId", i.created_at as at, jsonb_build_object('postId', i.id, 'subjectId', i.subject_id,
    ${audience}, 'mentionedIds', ${mentionedIn('m.comment_id is null')}, 'topicIds', array[]::uuid[]) as payload from feed_items i where i.created_at > $1
  union all select 'comment.created', i.subject_id, c.author_id, c.created_at, jsonb_build_object('commentId', c.id, 'postId', i.id, 'parentId', c.parent_id,
    ${audience}, 'mentionedIds', ${mentionedIn('m.comment_id = c.id')}, 'topicIds', array[]::uuid[]) from comments c join feed_items i on i.id = c.item_id where c.created_at > $1
  union all select 'post.liked', i.subject_id, l.person_id, l.created_at, jsonb_build_object('postId', i.id, 'authorId', i.author_id)
    from item_likes l join feed_items i on i.id = l.item_id where l.created_at > $1
  union all select 'comment.liked', i.subject_id, l.person_id, l.created_at, jsonb_build_object('commentId', c.id, 'postId', i.id, 'authorId', c.author_id)
    from comment_likes l join comments c on c.id = l.comment_id join feed_items i on i.id = c.item_id where l.created_at > $1
  order by at`;

/**
 * Lets the last two days of a company's history have followed from it what follows from such things: people find it
 * under the bell, older things read, and in the mails that they got. The clock of that is the history's own.
 */
export async function tellLatest(database: Database, now: Date): Promise<void> {
  const since = new Date(now.getTime() - HOURS_TOLD * HOUR);
  const found = (await database.query(happenings, [since])) as Happening[];
  const rows = found.map(({ at, ...happening }) => {
    const createdAt = new Date(at);
    return { ...happening, id: newId(createdAt), createdAt, dueAt: createdAt };
  });
  for (let from = 0; from < rows.length; from += 500)
    await database.drizzle.insert(outboxEvents).values(rows.slice(from, from + 500));
  for (let at = since.getTime() + HOUR; at < now.getTime(); at += HOUR) await drain({ now: new Date(at) });
  await drain();
  await database.query(`update notifications set read_at = created_at + interval '40 minutes' where id in (
    select id from (select id, row_number() over (partition by person_id order by id desc) as place from notifications) n where place > ${LEFT_UNREAD})`);
}
