import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { canSee, canSeeRow } from './audience';
import { hiddenFieldsOf, personReadsItem } from './fields';

/** Where an item is told of: its audience with the version of its channel, and the subjects under which it stands. */
export type ItemReach = {
  audience: string | null;
  version: number;
  subjects: string[];
  /** Whether it tells of fields alone that not everyone reads: then it is told to people, never to a channel. */
  isForFew: boolean;
};

/**
 * Whom an item reaches, as it stands now; null when it is gone. The subjects are those of which everyone in its
 * audience may know: of what is restricted, not who else is mentioned in it. What an owner finds is told to them alone.
 */
export async function findItemReach(itemId: string): Promise<ItemReach | null> {
  const [row] = await rows<ItemReach>(sql`
    select i.audience, coalesce(s.channel_version, 1) as version, array(select e.subject_id::text from feed_entries e
      where e.item_id = i.id and e.reason <> 'owner' and (e.reason <> 'mention' or i.audience is null) limit 60) as subjects,
      exists (select 1 from record_changes c where c.item_id = i.id) and not exists (select 1 from record_changes c
        left join fields f on f.id = c.field_id where c.item_id = i.id and f.is_restricted is not true) as "isForFew"
    from feed_items i left join subjects s on s.id = i.audience where i.id = ${itemId}`);
  return row ?? null;
}

export type GroupReach = { id: string; access: 'public' | 'private' | 'unlisted'; version: number };

export async function findGroupReach(groupId: string): Promise<GroupReach | null> {
  const [row] = await rows<GroupReach>(sql`
    select g.id, g.access, s.channel_version as version from groups g join subjects s on s.id = g.id where g.id = ${groupId}`);
  return row ?? null;
}

const among = (people: readonly string[]) => sql`unnest(${sql.param(people)}::uuid[]) as asked (id)
  join people p on p.id = asked.id join subjects who on who.id = p.id and who.is_active`;

const idsOf = async (query: ReturnType<typeof sql>) => (await rows<{ id: string }>(query)).map(({ id }) => id);

/** Which of these people find an item under What I Follow or To Me, and may see it: all in one statement. */
export async function listFollowersAmong(
  people: readonly string[],
  itemId: string,
  audience: string | null,
): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(sql`
    with entries as materialized (select e.subject_id, e.reason from feed_entries e where e.item_id = ${itemId})
    select p.id from ${among(people)} where ${canSee(sql`p.id`, sql`p.kind`, audience)} and ${personReadsItem(sql`p.id`, sql`p.kind`, sql`${itemId}::uuid`)} and (
      p.id in (select e.subject_id from entries e)
      or exists (select 1 from entries e join follows f on f.subject_id = e.subject_id and f.person_id = p.id where e.reason in ('parent', 'author', 'topic'))
      or exists (select 1 from entries e join memberships m on m.group_id = e.subject_id and m.person_id = p.id)
      or exists (select 1 from comments c where c.item_id = ${itemId} and c.author_id = p.id))`);
}

/** Which of these people may read an item as it stands now. */
export async function listItemReadersAmong(
  people: readonly string[],
  itemId: string,
  audience: string | null,
): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(sql`select p.id from ${among(people)} where ${canSee(sql`p.id`, sql`p.kind`, audience)}
    and ${personReadsItem(sql`p.id`, sql`p.kind`, sql`${itemId}::uuid`)}`);
}

export type RecordReach = { audience: string | null; version: number; isForFew: boolean };

/**
 * Whom a record reaches as it stands now, and whether what changed of it is for few: fields alone that not everyone
 * reads. Null when it is deleted or gone.
 */
export async function findRecordReach(recordId: string, fieldIds: readonly string[] = []): Promise<RecordReach | null> {
  const changed = sql.param([...fieldIds]);
  const [row] = await rows<RecordReach>(sql`select r.audience, s.channel_version as version,
      cardinality(${changed}::uuid[]) > 0 and not exists (select 1 from fields f where f.id = any(${changed}::uuid[]) and not f.is_restricted) as "isForFew"
    from records r join subjects s on s.id = r.id where r.id = ${recordId} and r.deleted_at is null`);
  return row ?? null;
}

/** Which of these people may read a record, and one of these fields where some are given. */
export async function listRecordReadersAmong(
  people: readonly string[],
  recordId: string,
  fieldIds: readonly string[] = [],
): Promise<string[]> {
  if (people.length === 0) return [];
  const changed = sql.param([...fieldIds]);
  return idsOf(sql`select p.id from ${among(people)} join records r on r.id = ${recordId} and r.deleted_at is null
    where ${canSeeRow(sql`p.id`, sql`p.kind`, sql`r.audience`)} and (cardinality(${changed}::uuid[]) = 0
      or exists (select 1 from unnest(${changed}::uuid[]) one where one not in (${hiddenFieldsOf(sql`p.id`)})))`);
}

/** Which of these people follow something, whether or not they can see it. */
export async function listKeepersAmong(people: readonly string[], subjectId: string): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(
    sql`select p.id from ${among(people)} join follows f on f.person_id = p.id where f.subject_id = ${subjectId}`,
  );
}

/** Which of these people may see what has this audience. */
export async function listReadersAmong(people: readonly string[], audience: string | null): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(sql`select p.id from ${among(people)} where ${canSee(sql`p.id`, sql`p.kind`, audience)}`);
}

/** Which of these people decide who comes into a group. */
export async function listManagersAmong(people: readonly string[], groupId: string): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(sql`select p.id from ${among(people)} join memberships m on m.person_id = p.id
    where m.group_id = ${groupId} and m.role in ('owner', 'manager')`);
}

/** Which of these people have something new under the bell because of an event. */
export async function listNotifiedAmong(people: readonly string[], eventId: string): Promise<string[]> {
  if (people.length === 0) return [];
  return idsOf(sql`select p.id from ${among(people)} join notifications n on n.person_id = p.id
    where n.event_id = ${eventId} and n.is_on_page`);
}
