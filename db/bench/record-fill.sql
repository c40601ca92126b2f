-- Records for measuring: :people people in a hierarchy, :groups groups, and two objects of :items records each. Opportunities
-- are open to all but 30 % of them, cases are all closed; both belong to their owners by a power law, and a tenth of what is
-- closed is shared. Runs in one transaction in an empty, migrated database.
set local session_replication_role = replica;
set local maintenance_work_mem = '512MB';
set local work_mem = '128MB';
create temp table put_off on commit drop as
  select i.indexrelid::regclass as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
  where i.indrelid in ('records'::regclass, 'subjects'::regclass, 'grants'::regclass, 'record_shares'::regclass)
    and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid);
do $$ declare one record; begin for one in select * from put_off loop execute 'drop index ' || one.name; end loop; end $$;

create or replace function pg_temp.uuid7(at timestamptz, salt text) returns uuid language sql immutable parallel safe as $$
  select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-' || substr(m, 7, 12))::uuid
  from (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as h, md5(salt) as m) parts $$;
create or replace function pg_temp.chance(salt text) returns float8 language sql immutable parallel safe as $$
  select (hashtextextended(salt, 42) & 2147483647)::float8 / 2147483648 $$;
create or replace function pg_temp.rank(of_how_many int, salt text) returns int language sql immutable parallel safe as $$
  select floor(of_how_many * power(pg_temp.chance(salt), 3))::int $$;

create temp table rank_person on commit drop as
  select i, pg_temp.uuid7(timestamptz '2020-01-01' + i * interval '1 minute', 'p' || i) as id from generate_series(0, :people - 1) i;
create temp table rank_group on commit drop as
  select i, pg_temp.uuid7(timestamptz '2020-02-01' + i * interval '1 minute', 'g' || i) as id from generate_series(0, :groups - 1) i;
create unique index on rank_person (i); create unique index on rank_group (i);
analyze rank_person; analyze rank_group;

insert into organisation (name, is_demo) values ('Bench', false) on conflict do nothing;
insert into subjects (id, kind, handle, name) select id, 'person', 'person' || i, 'Person ' || i from rank_person;
insert into people (id, email, manager_id, created_at)
  select p.id, 'person' || p.i || '@bench.example', boss.id, timestamptz '2020-01-01'
  from rank_person p left join rank_person boss on p.i > 0 and boss.i = (p.i - 1) / 8;
insert into manager_tree (manager_id, person_id, depth)
  with recursive above as (select id as person_id, manager_id, 1 as depth from people where manager_id is not null
    union all select above.person_id, p.manager_id, depth + 1 from above join people p on p.id = above.manager_id where p.manager_id is not null)
  select manager_id, person_id, depth from above;
insert into person_permissions (person_id, permission) select p.id, permissions.name from rank_person p, permissions where is_default;
insert into subjects (id, kind, handle, name) select id, 'group', 'group' || i, 'Team ' || i from rank_group;
insert into groups (id, access, name_key) select id, 'public', 'team ' || i from rank_group;
insert into memberships (group_id, person_id, role)
  select g.id, p.id, 'member' from (select distinct p.i, pg_temp.rank(:groups, p.i || 'm' || n) as g from rank_person p cross join generate_series(1, 20) n) pairs
  join rank_person p on p.i = pairs.i join rank_group g on g.i = pairs.g;

update objects set access = 'private' where api_name = 'case';
create temp table new_record on commit drop as
  select pg_temp.uuid7(at, object || n) as id, object, n, at, p.id as owner_id, object = 'case' or pg_temp.chance('private' || n) < 0.3 as is_closed
  from (select object, n, timestamptz '2022-01-01' + n * (interval '1400 days' / :items) as at, pg_temp.rank(:people, object || 'o' || n) as owner
    from unnest(array['opportunity', 'case']) object cross join generate_series(1, :items) n) made join rank_person p on p.i = made.owner;
analyze new_record;
insert into subjects (id, kind, name, audience, created_at)
  select id, 'record', initcap(object) || ' ' || n, case when is_closed then id end, at from new_record;
insert into records (id, object_id, name, owner_id, values, audience, is_private, created_by, created_at, updated_by, updated_at)
  select r.id, o.id, initcap(object) || ' ' || n, r.owner_id, case object
      when 'case' then jsonb_build_object('status', (array['New', 'Working', 'Escalated', 'Closed'])[1 + floor(4 * pg_temp.chance('s' || n))::int],
        'priority', (array['Low', 'Medium', 'High'])[1 + floor(3 * pg_temp.chance('p' || n))::int], 'reason', (array['Billing', 'Other', 'Feedback'])[1 + n % 3])
      else jsonb_build_object('stage', (array['Prospecting', 'Engaging', 'Won', 'Lost'])[1 + floor(4 * pg_temp.chance('s' || n))::int],
        'amount', floor(100000 * pg_temp.chance('a' || n)), 'close_date', (date '2025-01-01' + floor(900 * pg_temp.chance('c' || n))::int)::text,
        'product', (array['GTX Basic', 'GTX Pro', 'MG Special', 'GTK 500'])[1 + n % 4], 'next_step', 'Step ' || n % 1000) end,
    case when is_closed then r.id end, is_closed and object = 'opportunity', r.owner_id, at, r.owner_id, at + pg_temp.chance('u' || n) * interval '30 days'
  from new_record r join objects o on o.api_name = r.object;
insert into grants (audience, principal, level, through_managers) select id, owner_id, 'own', true from new_record where is_closed;
insert into record_shares (record_id, principal, level)
  select r.id, case when n % 20 = 0 then g.id else p.id end, 'read' from new_record r
  join rank_person p on p.i = pg_temp.rank(:people, 'share' || n) join rank_group g on g.i = pg_temp.rank(:groups, 'team' || n)
  where is_closed and n % 10 = 0 and p.id <> r.owner_id;
insert into grants (audience, principal, level, through_managers) select record_id, principal, level, true from record_shares;
do $$ declare one record; begin for one in select * from put_off loop execute one.definition; end loop; end $$;
analyze;
