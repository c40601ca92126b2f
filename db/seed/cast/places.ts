import type { GroupAccess, SeedGroup, SeedMember } from '../model';
import { groupId, personId } from '../stable-id';
import { type CastRole, castBegan, castPeople } from './people';

type Place = { handle: string; name: string; access: GroupAccess; also?: CastRole[] } & Partial<
  Pick<SeedGroup, 'isBroadcast' | 'allowsGuests' | 'archivedAt'>
>;

const archivedAt = new Date('2025-03-25T15:00:00Z');

/** One group of each kind. Owner, manager and member of the cast are in all of them. */
const places = {
  public: { handle: 'all-sales', name: 'All Sales', access: 'public', also: ['deactivated'] },
  private: { handle: 'pricing', name: 'Pricing', access: 'private', also: ['deactivated'] },
  unlisted: { handle: 'project-harbor-k7m2x9qd', name: 'Project Harbor', access: 'unlisted' },
  archived: { handle: 'kickoff', name: 'Kickoff, last year', access: 'public', archivedAt },
  archivedPrivate: { handle: 'territory-plan', name: 'Territory Plan', access: 'private', archivedAt },
  broadcast: { handle: 'company-news', name: 'Company News', access: 'public', isBroadcast: true },
  guests: {
    handle: 'delivery-partners',
    name: 'Delivery Partners',
    access: 'private',
    allowsGuests: true,
    also: ['guest'],
  },
} satisfies Record<string, Place>;

export type CastPlace = keyof typeof places;
export type CastGroup = { id: string; slug: string; name: string; access: GroupAccess };

const seats: [CastRole, SeedMember['role']][] = [
  ['owner', 'owner'],
  ['manager', 'manager'],
  ['member', 'member'],
];

function seedGroup(place: Place): SeedGroup {
  const { also = [], ...group } = place;
  const members = [...seats, ...also.map((role): [CastRole, SeedMember['role']] => [role, 'member'])];
  return {
    ...group,
    id: groupId(place.handle),
    description: `What everyone may know about ${place.name}.`,
    informationTitle: 'For members',
    information: `What members of ${place.name} know.`,
    createdBy: castPeople.owner.id,
    createdAt: castBegan,
    ...(place.archivedAt ? { archivedBy: personId('dustin.brinkmann') } : {}),
    members: members.map(([role, seat]) => ({ handle: castPeople[role].handle, role: seat, joinedAt: castBegan })),
    requests: place.handle === 'pricing' ? [{ handle: castPeople.asker.handle, requestedAt: castBegan }] : [],
  };
}

export const castPlaceRows: SeedGroup[] = Object.values(places).map(seedGroup);

export const castGroups = Object.fromEntries(
  Object.entries(places).map(([kind, { handle, name, access }]) => [
    kind,
    { id: groupId(handle), slug: handle, name, access },
  ]),
) as Record<CastPlace, CastGroup>;
