import 'server-only';
import { violatedConstraint } from '@/db/writer';
import { Invalid } from '@/lib/errors';
import type { GroupAccess } from './view-models';

/** Guests come only into groups that not everyone can read. */
export function guestProblem(access: GroupAccess, allowsGuests: boolean): void {
  if (allowsGuests && access === 'public')
    throw new Invalid({ allowsGuests: 'Guests can be only in private or unlisted groups.' });
}

/** Says that a name is taken where the database, which alone knows for certain, refused it. */
export async function onUniqueName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'groups_name_key')
      throw new Invalid({ name: 'Another group has this name. Choose one that tells them apart.' });
    throw error;
  }
}
