import { type Calendar, latest } from './calendar';
import { type Outline, readOutlines } from './groups';
import type { SeedGroup, SeedMember, SeedPerson } from './model';
import { chance, groupId, personId } from './stable-id';

/** The groups with their members, each of whom joined at a time of their own. */
export function buildGroups(calendar: Calendar, people: readonly SeedPerson[]): SeedGroup[] {
  return readOutlines().map((outline) => {
    const { handle, name, access, description, information, archivedInWeek } = outline;
    const founded = calendar.at(outline.foundedInWeek ?? -50 + Math.floor(chance(handle) * 30), 1, 8 * 60);
    const owner = personId(outline.owner);
    return {
      id: groupId(handle),
      handle,
      name,
      access,
      description,
      informationTitle: information?.title ?? '',
      information: information?.text ?? '',
      isBroadcast: outline.isBroadcast,
      allowsGuests: outline.allowsGuests,
      createdBy: owner,
      createdAt: founded,
      ...(archivedInWeek ? { archivedAt: calendar.at(archivedInWeek, 5), archivedBy: owner } : {}),
      members: membersOf(outline, founded, people),
      requests: outline.asking.map(({ handle: asker, week, day }) => ({
        handle: asker,
        requestedAt: calendar.at(week, day, 14 * 60),
      })),
    };
  });
}

function membersOf(outline: Outline, founded: Date, people: readonly SeedPerson[]): SeedMember[] {
  const handles = new Set([outline.owner, ...outline.managers, ...plainMembers(outline, people)]);
  const known = people.filter((person) => handles.has(person.handle));
  if (known.length < handles.size) throw new Error(`${outline.handle} has a member who does not exist.`);
  return known
    .filter(({ createdAt }) => !outline.archivedInWeek || createdAt < founded)
    .map(({ handle, createdAt }) => ({
      handle,
      role: handle === outline.owner ? 'owner' : outline.managers.includes(handle) ? 'manager' : 'member',
      joinedAt: latest(createdAt, founded),
    }));
}

function plainMembers({ members, also }: Outline, people: readonly SeedPerson[]): string[] {
  if (typeof members !== 'string') return [...members, ...also];
  const colleagues = people.filter(({ kind }) => kind === 'internal');
  const those = members === 'everyone' ? colleagues : colleagues.filter(isInOffice(members));
  return [...those.map(({ handle }) => handle), ...also];
}

// Finance, support and IT sit in an office without being part of its region.
const isInOffice = (office: string) => (person: SeedPerson) =>
  person.office === office && person.department === 'Sales' && person.manager !== null;
