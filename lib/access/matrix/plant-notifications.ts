import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import { newId } from '@/lib/ids';
import { groups, people, posts } from './world';

/** Everybody was told of every post and every group, whatever they may see, and that the outsider follows them. */
export async function plantNotifications(query: Database['query'], planted: Map<string, string>): Promise<void> {
  const rows = people.flatMap(({ id: person }) => [
    ...posts.map(({ id }) => ({
      person,
      about: id,
      item: id,
      subject: null,
      reason: 'comment_on_liked',
      thread: `post:${id}`,
    })),
    ...groups.map(({ id }) => ({
      person,
      about: id,
      item: null,
      subject: id,
      reason: 'added_to_group',
      thread: `group:${id}`,
    })),
    { person, about: 'follow', item: null, subject: null, reason: 'follow', thread: 'follow' },
  ]);
  const numbered = rows.filter(({ person, about }) => about !== 'follow' || person !== cast.outsider.id);
  const told = numbered.map((row) => ({ ...row, id: newId(), event: newId() }));
  for (const { id, person, about } of told) planted.set(`${person} ${about}`, id);
  await query(
    `insert into notifications (id, event_id, person_id, reason, actor_id, item_id, subject_id, thread_key, is_on_page)
    select id, event, person, reason, case when item is null and subject is null then $2::uuid else person end, item, subject, thread, true
    from jsonb_to_recordset($1::jsonb) as told(id uuid, event uuid, person uuid, reason text, item uuid, subject uuid, thread text)`,
    [JSON.stringify(told), cast.outsider.id],
  );
}
