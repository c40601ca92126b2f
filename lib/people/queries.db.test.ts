import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { getDirectoryFilters, listPeople } from './directory-queries';
import { getActivity, getEditableProfile, getProfile, listGroupsOf } from './queries';

const open = useDatabase();
const { member, outsider, owner, superior, follower, guest, admin, deactivated, groups } = cast;

describe('a profile', () => {
  test('shows a colleague with manager, reports and counts', async () => {
    const profile = await getProfile(viewerOf(outsider), owner.handle.toUpperCase());
    expect(profile).toMatchObject({
      person: { name: owner.name, isActive: true },
      contact: { email: owner.email },
      manager: { handle: superior.handle },
      followers: 1,
      isSelf: false,
      can: { follow: true, edit: false, post: true, setManager: false },
    });
    expect(profile.reports.map(({ handle }) => handle)).toEqual(['anna.snelling', member.handle, follower.handle]);
    expect(profile.reportCount).toBe(3);
  });

  test('of a deactivated person the name remains and nothing can be done', async () => {
    const { person, can, followers } = await getProfile(viewerOf(outsider), deactivated.handle);
    expect(person).toMatchObject({ name: deactivated.name, isActive: false });
    expect([can.follow, can.post, followers]).toEqual([false, false, 0]);
  });

  test('a guest sees of a colleague who they are and where they work, and nothing more', async () => {
    await open.current.query(
      "update people set phone = 'p', mobile = 'm', about = 'a', street = 's', out_of_office = 'o', office = 'Central' where id = $1",
      [owner.id],
    );
    const profile = await getProfile(viewerOf(guest), owner.handle);
    expect(profile).toMatchObject({
      person: { name: owner.name, title: 'Sales Manager' },
      office: 'Central',
      contact: null,
      manager: null,
      reports: [],
      reportCount: 0,
      followers: 0,
    });
    expect(JSON.stringify(profile)).not.toContain(owner.email);
  });

  test('a guest sees all of their own', async () => {
    expect((await getProfile(viewerOf(guest), guest.handle)).contact?.email).toBe(guest.email);
  });

  test('a guest does not find whom they share no group with, nor anyone an unknown handle', async () => {
    await expect(getProfile(viewerOf(guest), outsider.handle)).rejects.toThrow(NotFound);
    await expect(getProfile(viewerOf(admin), 'nobody')).rejects.toThrow(NotFound);
    await expect(getEditableProfile(viewerOf(guest), outsider.handle)).rejects.toThrow(NotFound);
  });
});

describe('the counters of a profile', () => {
  const countAnew = async (audience: string) => {
    const [row] = await open.current.query(
      `select (select count(*) from feed_items i where author_id = $1 and i.kind <> 'change' and ${audience})::int as posts,
        (select count(*) from comments c join feed_items i on i.id = c.item_id where c.author_id = $1 and ${audience})::int as comments,
        (select count(*) from comments c join feed_items i on i.id = c.item_id where i.author_id = $1 and c.author_id <> $1 and ${audience})::int as "commentsReceived",
        ((select count(*) from item_likes l join feed_items i on i.id = l.item_id where i.author_id = $1 and ${audience})
          + (select count(*) from comment_likes l join comments c on c.id = l.comment_id join feed_items i on i.id = c.item_id where c.author_id = $1 and ${audience}))::int as "likesReceived"`,
      [owner.id],
    );
    return row;
  };

  test('count for each reader what they may see', async () => {
    const seen = await getActivity(viewerOf(outsider), owner.id);
    expect(seen).toEqual(await countAnew('i.audience is null'));
    expect(await getActivity(viewerOf(owner), owner.id)).toEqual(await countAnew('true'));
    expect(seen.posts).toBeGreaterThan(0);
    expect((await countAnew('true'))?.posts).toBeGreaterThan(seen.posts);
  });

  test('are zero for the silent', async () => {
    const zero = { posts: 0, comments: 0, commentsReceived: 0, likesReceived: 0 };
    expect(await getActivity(viewerOf(outsider), admin.id)).toEqual(zero);
  });
});

describe('the groups of a profile', () => {
  const slugs = async (viewer: typeof member, person: typeof member) =>
    (await listGroupsOf(viewerOf(viewer), person.id)).items.map(({ slug }) => slug);

  test('are those whose members the reader may see', async () => {
    expect(await slugs(outsider, member)).not.toContain(groups.private.slug);
    expect(await slugs(outsider, member)).not.toContain(groups.unlisted.slug);
    expect(await slugs(outsider, member)).toContain(groups.public.slug);
    expect(await slugs(member, member)).toEqual(expect.arrayContaining([groups.private.slug, groups.unlisted.slug]));
  });

  test('of an owner also include private groups, whose owner everyone may know, but never unlisted ones', async () => {
    expect(await slugs(outsider, owner)).toContain(groups.private.slug);
    expect(await slugs(outsider, owner)).not.toContain(groups.unlisted.slug);
  });

  test('a guest sees only the shared ones', async () => {
    expect(await slugs(guest, member)).toEqual([groups.guests.slug]);
  });
});

describe('the directory', () => {
  const handles = async (viewer: typeof member, ask: Parameters<typeof listPeople>[1]) =>
    (await listPeople(viewerOf(viewer), ask)).items.map(({ handle }) => handle);

  test('lists active people by name and leaves out the deactivated', async () => {
    const { items } = await listPeople(viewerOf(outsider), {});
    const names = items.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
    expect(names).not.toContain(deactivated.name);
  });

  test('finds words in any order, without accents, and with a typing error', async () => {
    expect(await handles(outsider, { q: 'snelling anna' })).toEqual(['anna.snelling']);
    expect(await handles(outsider, { q: 'ines' })).toEqual([admin.handle]);
    expect(await handles(outsider, { q: 'brinkman' })).toEqual([owner.handle]);
    expect(await handles(outsider, { q: 'anna sneling' })).toEqual(['anna.snelling']);
    expect(await handles(outsider, { q: 'IT Administrator' })).toEqual([admin.handle]);
  });

  test('takes wildcards, quotes and zero bytes for what they are', async () => {
    for (const q of ['%', '_', "'", '\\', '%%%', 'a\0b%']) expect(await handles(outsider, { q })).toEqual([]);
  });

  test('narrows by department, office and letter', async () => {
    await open.current.query("update people set office = 'Harbour', department = 'Yard' where id = $1", [member.id]);
    expect(await handles(outsider, { office: 'Harbour' })).toEqual([member.handle]);
    expect(await handles(outsider, { department: 'Yard', letter: 'C' })).toEqual([member.handle]);
    expect(await handles(outsider, { department: 'Yard', letter: 'Z' })).toEqual([]);
    expect(await getDirectoryFilters(viewerOf(outsider))).toMatchObject({
      departments: expect.arrayContaining(['Yard']),
      letters: expect.arrayContaining(['C', 'I']),
    });
  });

  test('a guest finds only those of their own groups, in the list and in what it can be narrowed by', async () => {
    const met = [guest.handle, owner.handle, 'anna.snelling', member.handle].toSorted();
    expect((await handles(guest, {})).toSorted()).toEqual(met);
    expect(await handles(guest, { q: outsider.name })).toEqual([]);
    await open.current.query("update people set department = 'Secret department' where id = $1", [outsider.id]);
    expect((await getDirectoryFilters(viewerOf(guest))).departments).not.toContain('Secret department');
  });

  test('a page begins after its cursor, and a cursor that is not ours is none', async () => {
    const first = await listPeople(viewerOf(outsider), {});
    expect(first.next).toBeNull();
    for (const after of ['x', '{}', Buffer.from('null').toString('base64url'), 'a'.repeat(5000)]) {
      expect(await handles(outsider, { after })).toEqual(first.items.map(({ handle }) => handle));
    }
  });
});
