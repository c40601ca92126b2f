import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import { NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { cast, viewerOf } from './cast';
import type { CastPerson } from './seed/cast/people';
import { transaction } from './writer';

const groupsOf = async (person: CastPerson) => {
  const s = scope(viewerOf(person));
  const found = await s.rows<{ slug: string }>(sql`select slug from ${s.openGroups} g where g.access <> 'public'`);
  return found.map(({ slug }) => slug).toSorted();
};

const restricted = [cast.groups.private, cast.groups.unlisted, cast.groups.archivedPrivate, cast.groups.guests];
const slugs = restricted.map(({ slug }) => slug).toSorted();

describe('the cast', () => {
  useDatabase();

  test('members are inside every restricted group, outsiders, the former member and the superior in none', async () => {
    for (const insider of [cast.owner, cast.manager, cast.member]) expect(await groupsOf(insider)).toEqual(slugs);
    for (const outside of [cast.outsider, cast.formerMember, cast.superior, cast.admin, cast.viewAllData]) {
      expect(await groupsOf(outside)).toEqual([]);
    }
    expect(await groupsOf(cast.guest)).toEqual([cast.groups.guests.slug]);
  });

  test('a post of each place is found by its id by the member and, in restricted places, by no outsider', async () => {
    const post = (person: CastPerson, id: string) => transaction((tx) => load(viewerOf(person), 'post.view', id, tx));
    for (const { owner } of [cast.posts.private, cast.posts.unlisted, cast.posts.archivedPrivate, cast.posts.guests]) {
      expect((await post(cast.member, owner.id)).id).toBe(owner.id);
      await expect(post(cast.outsider, owner.id)).rejects.toThrow(NotFound);
    }
    expect((await post(cast.outsider, cast.posts.public.owner.id)).id).toBe(cast.posts.public.owner.id);
  });

  test('records are read by everyone, by those who hold them, or, once deleted, by nobody', async () => {
    const reads = async (person: CastPerson) => {
      const s = scope(viewerOf(person));
      const found = await s.rows<{ name: string }>(sql`select name from ${s.records} r order by r.id`);
      return found.map(({ name }) => name);
    };
    const { account, open, restricted, shared } = cast.records;
    const everyones = [account.name, open.name];
    const both = [...everyones, restricted.name, shared.name];
    for (const holder of [cast.owner, cast.member, cast.superior]) expect(await reads(holder)).toEqual(both);
    for (const sharing of [cast.manager, cast.asker, cast.follower])
      expect(await reads(sharing)).toEqual([...everyones, shared.name]);
    for (const outside of [cast.outsider, cast.formerMember, cast.admin])
      expect(await reads(outside)).toEqual(everyones);
    expect(await reads(cast.guest)).toEqual([shared.name]);
  });

  test('records have the history that their changes would have left, and each its announcements', async () => {
    const s = scope(viewerOf(cast.member));
    const items = await s.rows<{ id: string }>(
      sql`select i.id from ${s.items} i where i.subject_id = ${cast.records.open.id} order by i.id`,
    );
    expect(items.map(({ id }) => id)).toEqual(cast.records.open.items);
    const outside = scope(viewerOf(cast.outsider));
    const fewer = await outside.rows<{ id: string }>(
      sql`select i.id from ${outside.items} i where i.subject_id = ${cast.records.open.id} order by i.id`,
    );
    expect(fewer.map(({ id }) => id)).toEqual(cast.records.open.items.slice(0, -1));
    const [{ events } = { events: null }] = await s.rows<{ events: string[] }>(
      sql`select array_agg(coalesce(rc.event, f.api_name) order by rc.id) as events from ${s.recordChanges} rc left join ${s.fields} f on f.id = rc.field_id
        where rc.subject_id = ${cast.records.open.id}`,
    );
    expect(events).toEqual(['created', 'stage', 'engage_date', 'amount', 'amount', 'margin', 'margin']);
  });
});
