import type { grants } from '@/db/schema/access';
import type { groups, joinRequests, memberships } from '@/db/schema/groups';
import type { managerTree, people, personPermissions } from '@/db/schema/people';
import type { subjects } from '@/db/schema/subjects';
import { groupNameKey } from '@/lib/groups/rules';
import type { SeedGroup, SeedPerson, SeedPost, World } from '../model';
import { chance, stableId } from '../stable-id';
import { audienceOf, type Directory } from './directory';

export type PlaceRows = {
  subjects: (typeof subjects.$inferInsert)[];
  people: (typeof people.$inferInsert)[];
  managerTree: (typeof managerTree.$inferInsert)[];
  personPermissions: (typeof personPermissions.$inferInsert)[];
  groups: (typeof groups.$inferInsert)[];
  memberships: (typeof memberships.$inferInsert)[];
  joinRequests: (typeof joinRequests.$inferInsert)[];
  grants: (typeof grants.$inferInsert)[];
};

export function placeRows(world: World, directory: Directory): PlaceRows {
  const used = lastUses(world.posts);
  return {
    subjects: [...world.people.map(personSubject), ...world.groups.map(groupSubject)],
    people: world.people.map((person) => personRow(person, directory)),
    managerTree: world.people.flatMap((person) => chainAbove(person, world.people)),
    personPermissions: world.people.flatMap(({ id, permissions, createdAt }) =>
      permissions.map((permission) => ({ personId: id, permission, grantedAt: createdAt })),
    ),
    groups: world.groups.map(groupRow),
    memberships: world.groups.flatMap((group) => membershipRows(group, used, directory)),
    joinRequests: world.groups.flatMap((group) => requestRows(group, directory)),
    grants: world.groups.filter(audienceOf).map(({ id }) => ({ audience: id, principal: id, level: 'write' })),
  };
}

function personSubject({ id, handle, name, createdAt, deactivatedAt }: SeedPerson): PlaceRows['subjects'][number] {
  return { id, kind: 'person', handle, name, isActive: !deactivatedAt, createdAt };
}

function groupSubject(group: SeedGroup): PlaceRows['subjects'][number] {
  const { id, handle, name, createdAt } = group;
  return { id, kind: 'group', handle, name, audience: audienceOf(group), createdAt };
}

function personRow(person: SeedPerson, directory: Directory): PlaceRows['people'][number] {
  const { handle: _handle, name: _name, manager, permissions: _permissions, ...row } = person;
  return { ...row, managerId: manager === null ? null : directory.idOf(manager) };
}

function chainAbove(person: SeedPerson, people: readonly SeedPerson[]): PlaceRows['managerTree'] {
  const byHandle = new Map(people.map((other) => [other.handle, other]));
  const chain: PlaceRows['managerTree'] = [];
  let above = byHandle.get(person.manager ?? '');
  while (above) {
    chain.push({ managerId: above.id, personId: person.id, depth: chain.length + 1 });
    above = byHandle.get(above.manager ?? '');
  }
  return chain;
}

function groupRow(group: SeedGroup): PlaceRows['groups'][number] {
  const { handle: _handle, name, members: _members, requests: _requests, ...row } = group;
  return { ...row, nameKey: groupNameKey(name) };
}

/** When each person last wrote in each group: the navigation lists the last five. */
function lastUses(posts: readonly SeedPost[]): Map<string, Date> {
  const uses = new Map<string, Date>();
  const note = (place: string, { author, at }: { author: string; at: Date }) => {
    const before = uses.get(`${place} ${author}`);
    if (!before || before < at) uses.set(`${place} ${author}`, at);
  };
  for (const post of posts) for (const writing of [post, ...post.comments]) note(post.place, writing);
  return uses;
}

const frequencies = ['daily', 'daily', 'daily', 'weekly', 'weekly', 'every', 'never'] as const;

function membershipRows(group: SeedGroup, used: Map<string, Date>, directory: Directory): PlaceRows['memberships'] {
  return group.members.map(({ handle, role, joinedAt }) => ({
    groupId: group.id,
    personId: directory.idOf(handle),
    role,
    emailFrequency: frequencies[Math.floor(chance(`${group.handle} ${handle} mail`) * frequencies.length)] ?? 'daily',
    joinedAt,
    usedAt: used.get(`${group.handle} ${handle}`) ?? joinedAt,
  }));
}

function requestRows({ id, requests, handle: group }: SeedGroup, directory: Directory): PlaceRows['joinRequests'] {
  return requests.map(({ handle, requestedAt }) => ({
    id: stableId(requestedAt, `request ${group} ${handle}`),
    groupId: id,
    personId: directory.idOf(handle),
    requestedAt,
  }));
}
