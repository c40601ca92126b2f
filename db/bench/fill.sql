-- A company for measuring: people in a hierarchy, groups, topics, follows, and :items posts with power-law activity,
-- comments, likes and mentions. Runs in one transaction in an empty, migrated database; `:name` is filled in by fill.ts.
set local session_replication_role = replica;
set local maintenance_work_mem = '512MB';
set local work_mem = '64MB';
create temp table put_off on commit drop as
  select i.indexrelid::regclass as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
  where i.indrelid in ('feed_items'::regclass, 'feed_entries'::regclass, 'comments'::regclass, 'topic_assignments'::regclass, 'mentions'::regclass, 'memberships'::regclass)
    and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid);
do $$ declare one record; begin for one in select * from put_off loop execute 'drop index ' || one.name; end loop; end $$;

-- Ids sort by time; chance depends on nothing but its salt, so that every fill of a size is the same.
create or replace function pg_temp.uuid7(at timestamptz, salt text) returns uuid language sql immutable parallel safe as $$
  select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-' || substr(m, 7, 12))::uuid
  from (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as h, md5(salt) as m) parts $$;
create or replace function pg_temp.chance(salt text) returns float8 language sql immutable parallel safe as $$
  select (hashtextextended(salt, 42) & 2147483647)::float8 / 2147483648 $$;
create or replace function pg_temp.rank(of_how_many int, salt text) returns int language sql immutable parallel safe as $$
  select floor(of_how_many * power(pg_temp.chance(salt), 3))::int $$;

create temp table rank_person on commit drop as select i, pg_temp.uuid7(timestamptz '2020-01-01' + i * interval '1 minute', 'p' || i) as id,
  (array['Ada','Ben','Chloe','Dario','Elif','Femi','Greta','Hugo','Ines','Jonas','Kira','Luca','Mina','Noah','Olga','Priya','Quentin','Rosa','Sami','Tove','Uma','Victor','Wanda','Ximena','Yusuf','Zoe'])[1 + i % 26] || ' '
  || (array['Adler','Baker','Costa','Duval','Eriksen','Fischer','Garcia','Hansen','Ito','Jensen','Keller','Lopez','Meyer','Nowak','Okafor','Petrov','Quinn','Rossi','Silva','Tanaka','Ueda','Vogel','Weber','Xu','Yilmaz','Zhang'])[1 + (i / 26) % 26]
  || coalesce('-' || (array['Arden','Blythe','Corwin','Delmar','Elwood','Farrow','Gable','Hollis','Innes','Jarvis','Kendal','Lorne','Marlow','Norris'])[(i / 676) % 15], '') as name
  from generate_series(0, :people - 1) i;
create temp table rank_group on commit drop as select i, pg_temp.uuid7(timestamptz '2020-02-01' + i * interval '1 minute', 'g' || i) as id, i % 3 = 0 as is_private from generate_series(0, :groups - 1) i;
create temp table rank_topic on commit drop as select i, pg_temp.uuid7(timestamptz '2020-03-01' + i * interval '1 minute', 't' || i) as id from generate_series(0, :topics - 1) i;
create index on rank_person (i); create index on rank_group (i); create index on rank_topic (i);
analyze rank_person; analyze rank_group; analyze rank_topic;

insert into organisation (name, is_demo) values ('Bench', false) on conflict do nothing;
insert into subjects (id, kind, handle, name) select id, 'person', 'person' || i, name from rank_person;
insert into people (id, email, title, department, office, manager_id, created_at)
  select p.id, 'person' || p.i || '@bench.example', 'Agent', 'Department ' || p.i % 12, 'Office ' || p.i % 20, boss.id, timestamptz '2020-01-01'
  from rank_person p left join rank_person boss on p.i > 0 and boss.i = (p.i - 1) / 8;
insert into manager_tree (manager_id, person_id, depth)
  with recursive above as (select id as person_id, manager_id, 1 as depth from people where manager_id is not null
    union all select above.person_id, p.manager_id, depth + 1 from above join people p on p.id = above.manager_id where p.manager_id is not null)
  select manager_id, person_id, depth from above;
insert into person_permissions (person_id, permission) select p.id, permissions.name from rank_person p, permissions where is_default;
insert into subjects (id, kind, handle, name, audience) select id, 'group', 'group' || i, 'Team ' || i || ' of ' || (array['Sales','Support','Legal','Design','Research','Finance'])[1 + i % 6], case when is_private then id end from rank_group;
insert into groups (id, access, name_key) select id, case when is_private then 'private' else 'public' end, 'team ' || i || ' of ' || (array['sales','support','legal','design','research','finance'])[1 + i % 6] from rank_group;
insert into grants (audience, principal, level) select id, id, 'write' from rank_group where is_private;
insert into subjects (id, kind, name) select id, 'topic', 'topic' || i from rank_topic;
insert into topics (id, key) select id, 'topic' || i from rank_topic;

-- Everyone is in some 60 groups, small ranks being the popular ones; person7 looks on from outside.
insert into memberships (group_id, person_id, role, joined_at)
  select g.id, p.id, case when p.i = g.i % :people then 'owner' else 'member' end, timestamptz '2021-01-01' + pg_temp.chance(p.i || 'joined' || g.i) * interval '1000 days' from (
    select distinct p.i, pg_temp.rank(:groups, p.i || 'm' || n) as g from rank_person p cross join generate_series(1, 75) n where p.i <> 7
    union select g.i % :people, g.i from rank_group g where g.i % :people <> 7) pairs
  join rank_person p on p.i = pairs.i join rank_group g on g.i = pairs.g;
update groups set member_count = (select count(*) from memberships m where m.group_id = groups.id);
-- Twenty to 350 follows each; person11 has all the 500 that one may have, person7 only people who are silent by now.
insert into follows (person_id, subject_id)
  select p.id, coalesce(f.id, t.id) from (
    select distinct p.i, 'person' as kind, pg_temp.rank(:people, p.i || 'f' || n) as of from rank_person p cross join lateral generate_series(1, case p.i when 11 then 460 else 15 + (p.i * 7919) % 300 end) n
    union select distinct p.i, 'topic', pg_temp.rank(:topics, p.i || 't' || n) from rank_person p cross join lateral generate_series(1, case p.i when 11 then 200 else p.i % 50 end) n) pairs
  join rank_person p on p.i = pairs.i and p.i <> 7 left join rank_person f on pairs.kind = 'person' and f.i = pairs.of left join rank_topic t on pairs.kind = 'topic' and t.i = pairs.of
  where p.id is distinct from f.id;
insert into follows (person_id, subject_id) select seventh.id, p.id from rank_person p, rank_person seventh where seventh.i = 7 and p.i >= :people * 0.95 limit 400;

create temp table plan on commit drop as
  select n, timestamptz :'until' - (:items - n) * (interval '700 days' / :items) as at,
    case when author >= :people * 0.95 and n > :items / 5 then author / 20 else author end as author,
    pg_temp.rank(:groups, 'in' || n) as place, pg_temp.chance('where' || n) < 0.8 as in_group, pg_temp.rank(:topics, 'one' || n) as topic1, pg_temp.rank(:topics, 'two' || n) as topic2,
    pg_temp.chance('topical' || n) as topical, pg_temp.chance('talk' || n) as talk, pg_temp.rank(:people, 'to' || n) as mentioned
  from (select n, pg_temp.rank(:people, 'by' || n) as author from generate_series(1, :items) n) numbers;
create temp table made on commit drop as
  select plan.*, pg_temp.uuid7(at, 'i' || n) as id, case when in_group then g.id else a.id end as subject_id, a.id as author_id, case when in_group and g.is_private then g.id end as audience,
    at + case when talk < 0.4 then least(interval '3 days' * power(pg_temp.chance('late' || n), 4), timestamptz :'until' - at) else interval '0' end as activity_at,
    case when topical < 0.5 then topic1 end as first_topic, case when topical < 0.2 and topic2 <> topic1 then topic2 end as second_topic, case when topical > 0.9 and mentioned <> author then m.id end as mention_id
  from plan join rank_person a on a.i = plan.author join rank_group g on g.i = plan.place join rank_person m on m.i = plan.mentioned;
insert into feed_items (id, subject_id, author_id, audience, source, tree, plain, client_id, comment_count, like_count, created_at, activity_at)
  select id, subject_id, author_id, audience, body, jsonb_build_array(jsonb_build_object('t', 'paragraph', 'c', jsonb_build_array(body)
      || case when mention_id is null then '[]' else jsonb_build_array(' ', jsonb_build_object('t', 'mention', 'id', mention_id)) end
      || case when first_topic is null then '[]' else jsonb_build_array(' ', jsonb_build_object('t', 'topic', 'key', 'topic' || first_topic, 'name', 'topic' || first_topic)) end)),
    body, md5('c' || n)::uuid, case when talk < 0.4 then 3 else 0 end, floor(talk * 5)::int, at, activity_at
  from made cross join lateral (select 'Update number ' || n || ' about the ' || (array['quarterly', 'renewal', 'pricing', 'onboarding', 'failover', 'pilot'])[1 + (n % 6)]
    || ' work with word' || floor(20000 * power(pg_temp.chance('w' || n), 4))::int || ' and word' || floor(20000 * power(pg_temp.chance('v' || n), 4))::int
    || ', which customers asked for again this week and which we will talk about on Thursday; the numbers are attached, please read them before the call and say what is missing.' as body) text;
insert into topic_assignments (item_id, topic_id, spelling, audience, assigned_by, assigned_at)
  select made.id, t.id, 'topic' || t.i, made.audience, made.author_id, made.at from made join rank_topic t on t.i in (made.first_topic, made.second_topic);
insert into mentions (id, item_id, subject_id, is_accessible) select pg_temp.uuid7(at, 'm' || n), id, mention_id, true from made where mention_id is not null;
insert into feed_entries (subject_id, item_id, activity_at, audience, actor_id, reason)
  select subject_id, id, activity_at, audience, author_id, 'parent' from made
  union all select author_id, id, activity_at, audience, author_id, 'author' from made where author_id <> subject_id
  union all select mention_id, id, activity_at, audience, author_id, 'mention' from made where mention_id <> author_id and mention_id <> subject_id
  union all select t.id, made.id, activity_at, made.audience, author_id, 'topic' from made join rank_topic t on t.i in (made.first_topic, made.second_topic);
insert into comments (id, item_id, author_id, audience, source, tree, plain, client_id, created_at)
  select pg_temp.uuid7(said, 'k' || made.n || '.' || c), made.id, a.id, made.audience, body, jsonb_build_array(jsonb_build_object('t', 'paragraph', 'c', jsonb_build_array(body))), body, md5('k' || made.n || '.' || c)::uuid, said
  from made cross join generate_series(1, 3) c join rank_person a on a.i = (made.author + c * 37) % :people
  cross join lateral (select 'Thank you, that answers it; comment ' || c || ' asks about remark' || floor(20000 * power(pg_temp.chance(made.n || 'r' || c), 4))::int as body, at + (activity_at - at) * c / 3 as said) text where made.talk < 0.4;
insert into item_likes (item_id, person_id) select made.id, a.id from made cross join lateral generate_series(1, floor(made.talk * 5)::int) l join rank_person a on a.i = (made.author + l * 101) % :people;

do $$ declare one record; begin for one in select * from put_off loop execute one.definition; end loop; end $$;
analyze;
