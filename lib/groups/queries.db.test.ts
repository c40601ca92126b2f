import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn } from '@/lib/testing/groups';
import { listGroups } from './list-queries';
import { listCandidates, listHeirs, listInvitations, listJoinRequests, listMembers } from './member-queries';
import { getGroup } from './queries';
import { removeMember } from './remove-member';

const open = useDatabase();
const { found } = groupsIn(open);

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const guest = viewerOf(cast.guest);

const see = async (viewer: Viewer, place: keyof typeof cast.groups) =>
  (await getGroup(viewer, cast.groups[place].slug)).group;
const names = async (viewer: Viewer, tab: 'mine' | 'all' | 'archived', q?: string) =>
  (await listGroups(viewer, { tab, q })).items.map((group) => group.name);

describe('a group by its address', () => {
  test('shows a member everything', async () => {
    const group = await see(member, 'private');
    expect(group).toMatchObject({
      isOpen: true,
      role: 'member',
      memberCount: 3,
      information: 'What members of Pricing know.',
    });
    expect(group.managers.map((person) => person.id)).toEqual([cast.owner.id, cast.manager.id]);
    expect(group.newest.map((person) => person.id)).toContain(cast.member.id);
    expect(group.reach).toEqual({ name: 'Pricing', people: 3 });
    expect(group.can).toMatchObject({ leave: true, edit: false, manageMembers: false, join: false, ask: false });
  });

  test('of a private one shows a stranger name, description, owner and how many, and not who or what', async () => {
    const group = await see(outsider, 'private');
    expect(group).toMatchObject({
      isOpen: false,
      memberCount: 3,
      description: 'What everyone may know about Pricing.',
    });
    expect(group).toMatchObject({ owner: { id: cast.owner.id }, information: '', informationTitle: '', managers: [] });
    expect(group).toMatchObject({ newest: [], requestCount: 0, can: { ask: true, join: false, post: false } });
    expect((await listMembers(outsider, group, {})).items).toEqual([]);
    expect(await listHeirs(outsider, group.id)).toEqual([]);
  });

  test('of an unlisted one is not there for strangers, exactly as one that never was', async () => {
    const unlisted = await see(outsider, 'unlisted').catch((error: unknown) => error);
    const never = await getGroup(outsider, 'never-was').catch((error: unknown) => error);
    expect(unlisted).toBeInstanceOf(NotFound);
    expect(unlisted).toEqual(never);
  });

  test.each(['public', 'private', 'unlisted', 'broadcast'] as const)(
    'of a %s one that a guest is not in is not there',
    async (place) => {
      await expect(see(guest, place)).rejects.toThrow(NotFound);
    },
  );

  test('lets a guest meet only the members of the group they share', async () => {
    const group = await see(guest, 'guests');
    const { items } = await listMembers(guest, group, {});
    expect(items.map(({ person }) => person.id).sort()).toEqual(
      [cast.owner.id, cast.manager.id, cast.member.id, cast.guest.id].sort(),
    );
  });

  test.each(['\0', 'x'.repeat(5000), '%', "' or 1=1 --", '../settings'])('is not found under "%s"', async (slug) => {
    await expect(getGroup(outsider, slug)).rejects.toThrow(NotFound);
  });
});

describe('looking in with a permission', () => {
  const audits = async (id: string) =>
    open.current.query(`select action from audit_entries where actor_id = $1 and action = 'oversight.used'`, [id]);

  test('View All Data opens a private group and leaves an audit entry each time', async () => {
    const overseer = viewerOf(cast.viewAllData);
    const { group, eyes } = await getGroup(overseer, cast.groups.private.slug);
    expect(group).toMatchObject({ isOpen: true, isOverseen: true, role: null, can: { post: false, edit: false } });
    expect((await listMembers(eyes, group, {})).items).toHaveLength(3);
    expect(await audits(overseer.id)).toHaveLength(1);
    await expect(see(overseer, 'unlisted')).rejects.toThrow(NotFound);
  });

  test('Manage Unlisted Groups opens unlisted ones and no private one, and neither shows in lists', async () => {
    const keeper = viewerOf(cast.unlistedKeeper);
    expect(await see(keeper, 'unlisted')).toMatchObject({ isOpen: true, isOverseen: true });
    expect(await see(keeper, 'private')).toMatchObject({ isOpen: false, isOverseen: false });
    expect(await names(keeper, 'all')).not.toContain('Project Harbor');
  });

  test('an admin without these permissions is an outsider', async () => {
    const admin = viewerOf(cast.admin);
    expect(await see(admin, 'private')).toMatchObject({ isOpen: false });
    await expect(see(admin, 'unlisted')).rejects.toThrow(NotFound);
  });
});

describe('lists of groups', () => {
  test('hold what is listed for colleagues, with the way in', async () => {
    const { items } = await listGroups(outsider, { tab: 'all' });
    expect(items.map((group) => group.name)).toEqual(['All Sales', 'Company News', 'Delivery Partners', 'Pricing']);
    const pricing = items.find((group) => group.name === 'Pricing');
    expect(pricing).toMatchObject({ memberCount: 3, lastActivityAt: null, can: { join: false, ask: true } });
    expect(items[0]).toMatchObject({ lastActivityAt: expect.any(String), can: { join: true, ask: false } });
  });

  test('show members their unlisted groups, and guests only their own', async () => {
    expect(await names(member, 'mine')).toContain('Project Harbor');
    expect(await names(member, 'archived')).toEqual(['Kickoff, last year', 'Territory Plan']);
    expect(await names(guest, 'all')).toEqual(['Delivery Partners']);
    expect(await names(guest, 'archived')).toEqual([]);
  });

  test('are searched by a part of the name, in any case, and patterns are only letters', async () => {
    expect(await names(outsider, 'all', 'PRIC')).toEqual(['Pricing']);
    expect(await names(outsider, 'all', '%')).toEqual([]);
    expect(await names(outsider, 'all', 'harbor')).toEqual([]);
    expect(await names(member, 'all', 'harbor')).toEqual(['Project Harbor']);
  });

  test('page by name without repeating or skipping', async () => {
    for (let index = 0; index < 65; index += 1) await found('public', { name: `Page ${index}` });
    const seen: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await listGroups(outsider, { tab: 'all', q: 'page', before: before ?? undefined });
      seen.push(...page.items.map((group) => group.id));
      before = page.next;
    } while (before);
    expect(seen).toHaveLength(65);
    expect(new Set(seen).size).toBe(65);
  });
});

describe('those who look after a group', () => {
  test('read its requests, and nobody else does', async () => {
    const { id } = cast.groups.private;
    for (const viewer of [owner, viewerOf(cast.manager)])
      expect((await listJoinRequests(viewer, id)).map(({ person }) => person.id)).toEqual([cast.asker.id]);
    for (const viewer of [member, outsider, viewerOf(cast.asker), viewerOf(cast.admin), viewerOf(cast.viewAllData)])
      expect(await listJoinRequests(viewer, id)).toEqual([]);
    expect((await see(owner, 'private')).requestCount).toBe(1);
    expect((await see(viewerOf(cast.asker), 'private')).requestCount).toBe(0);
  });

  test('find people to add who fit and are not in it', async () => {
    const closed = await see(owner, 'private');
    expect((await listCandidates(owner, closed, 'cassey')).map(({ id }) => id)).toEqual([outsider.id]);
    expect((await listCandidates(owner, closed, `@${outsider.handle}`)).map(({ id }) => id)).toEqual([outsider.id]);
    for (const text of ['cecily', 'oskar', 'elizabeth', '', undefined])
      expect(await listCandidates(owner, closed, text)).toEqual([]);
    expect(await listCandidates(member, await see(member, 'private'), 'cassey')).toEqual([]);
    expect(await listInvitations(owner, closed.id)).toEqual([]);
  });

  test('may promote, demote and remove, but never the owner', async () => {
    const { items } = await listMembers(owner, await see(owner, 'private'), {});
    const can = Object.fromEntries(items.map((item) => [item.person.id, item.can]));
    expect(can[cast.owner.id]).toEqual({ remove: false, promote: false, demote: false });
    expect(can[cast.manager.id]).toEqual({ remove: true, promote: false, demote: true });
    expect(can[cast.member.id]).toEqual({ remove: true, promote: true, demote: false });
  });
});

test('someone removed knows no more than a stranger with the next request', async () => {
  const { groupId, slug } = await found('private', {}, [outsider]);
  expect((await getGroup(outsider, slug)).group.isOpen).toBe(true);
  await removeMember(owner, { groupId, personId: outsider.id });
  const { group } = await getGroup(outsider, slug);
  expect(group).toMatchObject({ isOpen: false, managers: [], newest: [], information: '', role: null });
});
