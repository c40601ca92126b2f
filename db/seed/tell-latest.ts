import type { Database } from '@/db/database';
import type { EventPayloads } from '@/lib/events/catalogue';
import { handlerOf } from '@/lib/events/subscriber';
import { newId } from '@/lib/ids';
import { notifications } from '@/lib/notifications/subscriber';

const HOUR = 3_600_000;
const HOURS_TOLD = 120;
const LEFT_UNREAD = 4;

type Told = 'post.created' | 'comment.created' | 'post.liked' | 'comment.liked' | 'record.changed';

type Happening = { type: Told; payload: EventPayloads[Told]; subjectId: string; actorId: string; at: Date };

const mentionedIn = (where: string) =>
  `array(select m.subject_id from mentions m where m.is_accessible and m.item_id = i.id and ${where})`;

const audience = `'audience', i.audience`;

/** What was written, liked and handed over since `$1`, as the events that the domain functions would have left. */
const happenings = `
  select 'post.created' as type, i.subject_id as "subjectId", i.author_id as "actorId", i.created_at as at, jsonb_build_object('postId', i.id, 'subjectId', i.subject_id,
    ${audience}, 'mentionedIds', ${mentionedIn('m.comment_id is null')}, 'topicIds', array[]::uuid[]) as payload from feed_items i where i.kind <> 'change' and i.created_at > $1
  union all select 'comment.created', i.subject_id, c.author_id, c.created_at, jsonb_build_object('commentId', c.id, 'postId', i.id, 'parentId', c.parent_id,
    ${audience}, 'mentionedIds', ${mentionedIn('m.comment_id = c.id')}, 'topicIds', array[]::uuid[]) from comments c join feed_items i on i.id = c.item_id where c.created_at > $1
  union all select 'post.liked', i.subject_id, l.person_id, l.created_at, jsonb_build_object('postId', i.id, 'authorId', i.author_id)
    from item_likes l join feed_items i on i.id = l.item_id where l.created_at > $1
  union all select 'comment.liked', i.subject_id, l.person_id, l.created_at, jsonb_build_object('commentId', c.id, 'postId', i.id, 'authorId', c.author_id)
    from comment_likes l join comments c on c.id = l.comment_id join feed_items i on i.id = c.item_id where l.created_at > $1
  union all select 'record.changed', r.id, rc.actor_id, rc.created_at, jsonb_build_object('recordId', r.id, 'objectId', r.object_id, 'audience', r.audience,
    'itemId', rc.item_id, 'fieldIds', jsonb_build_array(rc.field_id), 'newOwnerId', rc.new_value #>> '{}')
    from record_changes rc join records r on r.id = rc.subject_id where rc.event = 'ownerAssignment' and rc.created_at > $1
  order by at`;

/**
 * Lets people have been told of the last five days of a company's history: it stands under the bell, older things read,
 * each told on the history's own clock. The mails that should have gone by now go when the app starts.
 */
export async function tellLatest(database: Database, now: Date): Promise<void> {
  const since = new Date(now.getTime() - HOURS_TOLD * HOUR);
  for (const { at, ...happening } of (await database.query(happenings, [since])) as Happening[]) {
    const createdAt = new Date(at);
    await handlerOf(notifications, { ...happening, id: newId(createdAt), createdAt, now: createdAt })?.();
  }
  await database.query(`update notifications set read_at = created_at + interval '40 minutes' where id in (
    select id from (select id, row_number() over (partition by person_id order by id desc) as place from notifications) n where place > ${LEFT_UNREAD})`);
}
