import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';

/** How people and records of some ids `named (id)` show to the reader, by id; what they may not see is left out. */
export const shownNames = (s: Scope, named: SQL): SQL =>
  sql`select json_object_agg(named.id, json_build_object('kind', case when p.id is null then 'record' else 'person' end,
      'href', coalesce('/people/' || p.handle, '/records/' || o.api_name || '/' || r.id), 'name', coalesce(p.name, r.name)))
    from (${named}) named left join ${s.people} p on p.id = named.id
    left join ${s.records} r on r.id = named.id left join ${s.objects} o on o.id = r.object_id
    where p.id is not null or o.id is not null`;

/** The names of some people and records: one row with `names`. */
export const namesQuery = (s: Scope, ids: readonly string[]): SQL =>
  sql`select coalesce((${shownNames(s, sql`select unnest(${sql.param(ids)}::uuid[]) as id`)}), '{}') as names`;

/**
 * What some announcements say, as far as the reader may read it, and the people and records that stand in their values:
 * a statement of its own, for pages that show changes. Each field comes with as much as showing it takes.
 */
export const changesQuery = (s: Scope, itemIds: readonly string[]): SQL =>
  sql`with told as materialized (
      select ch.*, f.label, f.type, f.scale, f.currency, f.options, f.position, f.id as readable_id
      from ${s.recordChanges} ch left join ${s.fields} f on f.id = ch.field_id
      where ch.item_id = any(${sql.param(itemIds)}::uuid[]) and (ch.field_id is null or f.id is not null))
    select ch.item_id as "itemId", json_agg(json_build_object('id', ch.id, 'event', ch.event, 'old', ch.old_value, 'new', ch.new_value,
        'field', case when ch.readable_id is not null then json_build_object('id', ch.field_id, 'label', ch.label, 'type', ch.type, 'scale', ch.scale, 'currency', ch.currency,
          'options', coalesce((select jsonb_agg(o.option) from jsonb_array_elements(ch.options) o (option)
            where ch.old_value ? (o.option ->> 'value') or ch.new_value ? (o.option ->> 'value')), '[]')) end,
        'related', case when rel.id is not null then json_build_object('id', rel.id, 'object', ro.api_name, 'objectLabel', ro.label, 'name', rel.name) end)
      order by ch.position, ch.id) as changes,
      coalesce((${shownNames(
        s,
        sql`select distinct (kept.value #>> '{}')::uuid as id from told t cross join lateral (values (t.old_value), (t.new_value)) kept (value)
          where t.item_id = ch.item_id and t.type in ('person', 'lookup') and jsonb_typeof(kept.value) = 'string'`,
      )}), '{}') as names
    from told ch left join ${s.records} rel on rel.id = ch.related_id left join ${s.objects} ro on ro.id = rel.object_id
    group by ch.item_id`;
