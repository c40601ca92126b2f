import type { CastPlace } from '@/db/seed/cast/places';
import { overseeGroup } from '@/lib/access/oversee';
import { findSession } from '@/lib/access/session';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { PhotoRefused } from '@/lib/photos/refused';
import { hasConnections } from '@/lib/testing/database';
import { tokenHashOf } from './ids';
import type { Eyes } from './reference';
import { type Person, people, theGroup, theRole } from './world';

/** Everybody of the cast who can be signed in. */
export const classes: readonly Person[] = people.filter(({ isActive }) => isActive);

/** Those who stand for all on PGlite, where a statement costs ten times as much and who may see what is the same. */
const few: readonly string[] = ['outsider', 'guest'];
const FEW = 2;

export const fewEyes = (all: readonly Eyes[]): readonly Eyes[] =>
  hasConnections() ? all : all.filter(({ who, asked }) => few.includes(who.role) && !asked);

export const fewOf = <T>(all: readonly T[]): readonly T[] => (hasConnections() ? all : all.slice(0, FEW));

const withPermission = (person: Person, role: string, permission: string): Person => ({
  ...person,
  role,
  permissions: [...person.permissions, permission],
});

const outsiderWith = (role: string, permission: string) => withPermission(theRole('outsider'), role, permission);

/** Colleagues in no group who hold a permission that nobody of the cast has. */
export const holders: readonly Person[] = [
  outsiderWith('moderator', 'moderate'),
  outsiderWith('modifyAllData', 'modify_all_data'),
  outsiderWith('modifyAllUsers', 'modify_all_users'),
];

export function viewerOf({ id, handle, name, isGuest, permissions }: Person): Viewer {
  const kind = isGuest ? 'guest' : 'internal';
  return asViewer({ id, handle, name, kind, permissions, locale: 'en-US', timeZone: 'UTC' });
}

const asking = (role: 'admin' | 'viewAllData' | 'unlistedKeeper' | 'guest', kind: CastPlace): Eyes => ({
  who: theRole(role),
  asked: theGroup(kind),
});

/** Those who open a group first, and those for whom that opens nothing. */
const opened: readonly Eyes[] = [
  asking('viewAllData', 'private'),
  asking('viewAllData', 'archivedPrivate'),
  asking('viewAllData', 'unlisted'),
  asking('unlistedKeeper', 'unlisted'),
  asking('unlistedKeeper', 'private'),
  asking('admin', 'private'),
  asking('guest', 'unlisted'),
  { who: outsiderWith('modifyAllData', 'modify_all_data'), asked: theGroup('private') },
  { who: outsiderWith('modifyAllData', 'modify_all_data'), asked: theGroup('unlisted') },
  // Sees what they wrote there once, and takes no part any more.
  { who: withPermission(theRole('formerMember'), 'formerOverseer', 'view_all_data'), asked: theGroup('private') },
];

/** Every pair of eyes that a query is asked with. */
export const allEyes: readonly Eyes[] = [...classes.map((who) => ({ who })), ...opened];

export const labelOf = ({ who, asked }: Eyes) => (asked ? `${who.role} who opens ${asked.kind}` : who.role);

/** The viewer as a request makes them, from a planted session; those whom the cast does not have are made by hand. */
export async function signedIn(who: Person): Promise<Viewer> {
  const session = classes.includes(who) ? await findSession(tokenHashOf(who.handle), 'UTC') : null;
  return session?.viewer ?? viewerOf(who);
}

export async function readerOf({ who, asked }: Eyes): Promise<Viewer> {
  const viewer = await signedIn(who);
  return asked ? overseeGroup(viewer, asked.slug) : viewer;
}

const refusals = [NotFound, Forbidden, Invalid, Conflict, PhotoRefused];

/** What somebody gets: the answer, or the name of the refusal. Anything else that is thrown is a bug. */
export async function seen(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && refusals.some((Refusal) => error instanceof Refusal)) return error.name;
    throw error;
  }
}
