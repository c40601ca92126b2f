import type { CastPlace } from '@/db/seed/cast/places';
import { overseeGroup } from '@/lib/access/oversee';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import type { Eyes } from './reference';
import { type Person, people, theGroup, theRole } from './world';

/** Everybody of the cast who can be signed in. */
export const classes: readonly Person[] = people.filter(({ isActive }) => isActive);

const outsiderWith = (role: string, permission: string): Person => {
  const outsider = theRole('outsider');
  return { ...outsider, role, permissions: [...outsider.permissions, permission] };
};

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
];

/** Every pair of eyes that a query is asked with. */
export const allEyes: readonly Eyes[] = [...classes.map((who) => ({ who })), ...opened];

export const labelOf = ({ who, asked }: Eyes) => (asked ? `${who.role} who opens ${asked.kind}` : who.role);

export function readerOf({ who, asked }: Eyes): Promise<Viewer> {
  const viewer = viewerOf(who);
  return asked ? overseeGroup(viewer, asked.slug) : Promise.resolve(viewer);
}

const refusals = [NotFound, Forbidden, Invalid, Conflict];

/** What somebody gets: the answer, or the name of the refusal. Anything else that is thrown is a bug. */
export async function seen(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && refusals.some((Refusal) => error instanceof Refusal)) return error.name;
    throw error;
  }
}
