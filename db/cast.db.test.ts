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
});
