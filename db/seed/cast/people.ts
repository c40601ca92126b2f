import type { Permission } from '@/lib/access/viewer';
import type { SeedPerson } from '../model';
import { personId } from '../stable-id';

export const castBegan = new Date('2025-03-03T15:00:00Z');

const colleague: Permission[] = ['create_groups', 'assign_topics', 'create_topics'];

type Part = {
  handle: string;
  name: string;
  title?: string;
  manager?: string;
  kind?: 'guest';
  permissions?: Permission[];
  deactivated?: boolean;
};

/** Who plays what in tests; in the demo company the same people, with the same ids, do their everyday work. */
const parts = {
  /** Owns every group of the cast. */
  owner: { handle: 'dustin.brinkmann', name: 'Dustin Brinkmann', title: 'Sales Manager', manager: 'abel.whitcombe' },
  /** Manager in every group. */
  manager: { handle: 'anna.snelling', name: 'Anna Snelling', manager: 'dustin.brinkmann' },
  /** Plain member of every group. */
  member: { handle: 'cecily.lampkin', name: 'Cecily Lampkin', manager: 'dustin.brinkmann' },
  /** A colleague in no group. */
  outsider: { handle: 'cassey.cress', name: 'Cassey Cress' },
  /** Was a member of every group but the broadcast one, wrote there, and left. */
  formerMember: { handle: 'violet.mclelland', name: 'Violet Mclelland' },
  /** Has asked to join the private group. */
  asker: { handle: 'maureen.marcano', name: 'Maureen Marcano' },
  /** In no group; follows owner, member and #newtech. */
  follower: { handle: 'versie.hillebrand', name: 'Versie Hillebrand', manager: 'dustin.brinkmann' },
  /** Above the owner in the hierarchy and in no group. */
  superior: { handle: 'abel.whitcombe', name: 'Abel Whitcombe', title: 'Head of Central' },
  /** An outside guest in the group that allows guests. */
  guest: { handle: 'oskar.wendt', name: 'Oskar Wendt', title: 'Site Logistics', kind: 'guest' },
  /** A member of the public and the private group whose account is switched off. */
  deactivated: { handle: 'elizabeth.anderson', name: 'Elizabeth Anderson', deactivated: true },
  /** Manages people and settings; that gives no reading right. */
  admin: { handle: 'ines.carvalho', name: 'Inês Carvalho', title: 'IT Administrator', permissions: ['admin'] },
  /** View All Data: opens private groups, never unlisted ones. */
  viewAllData: { handle: 'pia.lindqvist', name: 'Pia Lindqvist', permissions: ['view_all_data'] },
  /** Manage Unlisted Groups without View All Data. */
  unlistedKeeper: { handle: 'yuki.tanabe', name: 'Yuki Tanabe', permissions: ['manage_unlisted_groups'] },
} satisfies Record<string, Part>;

export type CastRole = keyof typeof parts;

export type CastPerson = {
  id: string;
  handle: string;
  name: string;
  kind: 'internal' | 'guest';
  email: string;
  locale: string;
  timeZone: string;
  permissions: readonly Permission[];
};

function seedPerson({ handle, name, title, manager, kind, permissions = [], deactivated }: Part): SeedPerson {
  return {
    id: personId(handle),
    handle,
    name,
    kind: kind ?? 'internal',
    email: `${handle}@${kind === 'guest' ? 'northgate-freight' : 'brightmoor'}.example`,
    title: title ?? 'Sales agent',
    department: kind === 'guest' ? '' : 'Sales',
    office: kind === 'guest' ? '' : 'Central',
    timeZone: 'America/Chicago',
    locale: 'en-US',
    manager: manager ?? null,
    permissions: kind === 'guest' ? [] : [...colleague, ...permissions],
    createdAt: castBegan,
    ...(deactivated
      ? { deactivatedAt: new Date('2025-03-20T15:00:00Z'), deactivatedBy: personId('ines.carvalho') }
      : {}),
  };
}

export const castRows: SeedPerson[] = Object.values(parts).map(seedPerson);

const entries = Object.entries(parts).map(([role, part]): [string, CastPerson] => {
  const { id, handle, name, kind = 'internal', email, locale = '', timeZone, permissions } = seedPerson(part);
  return [role, { id, handle, name, kind, email, locale, timeZone: timeZone ?? '', permissions }];
});

export const castPeople = Object.fromEntries(entries) as Record<CastRole, CastPerson>;
