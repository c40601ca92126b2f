import { cast } from '@/db/cast';
import { changeKind } from '@/lib/administration/change-kind';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { invitePerson } from '@/lib/administration/invite-person';
import { reactivatePerson } from '@/lib/administration/reactivate-person';
import { setPermissions } from '@/lib/administration/set-permissions';
import { withdrawInvitation } from '@/lib/administration/withdraw-invitation';
import { editProfile } from '@/lib/people/edit-profile';
import { removePhoto } from '@/lib/photos/remove-photo';
import { setPhoto } from '@/lib/photos/set-photo';
import { markPostsRead } from '@/lib/reading/mark-read';
import { endOtherSessions, endSession } from '@/lib/sessions/end-sessions';
import { type ActionRows, attempt, insteadOfOk, nothing } from './attempts';
import { planted } from './plant';
import type { Eyes } from './reference';
import { samplePeople, type Thing, theGroups, thePeople, thePosts } from './things';
import { people, theRole } from './world';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const adminOnly = (eyes: Eyes) => (isAdmin(eyes) ? 'ok' : 'Forbidden');
const of = ({ id }: Thing) => people.find((person) => person.id === id);
const then = (verb: string, outcome: (thing: Thing, eyes: Eyes) => string) => (eyes: Eyes, thing: Thing) =>
  insteadOfOk(thing.answer(eyes, verb), outcome(thing, eyes));

const one = (id: string) => ({ id });

const emptyTexts = {
  department: '',
  office: '',
  about: '',
  outOfOffice: '',
  phone: '',
  mobile: '',
  street: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
};

const profile = (id: string, manager?: string) => ({
  ...emptyTexts,
  id,
  version: 1,
  name: people.find((person) => person.id === id)?.name ?? 'Nobody',
  title: 'Changed',
  timeZone: null,
  locale: 'en-US' as const,
  shortcuts: 'on' as const,
  ...(manager !== undefined && { manager }),
});

const photo = (subjectId: string) => ({ subjectId, kind: 'photo' as const });
/** Whoever may upload is told that this is no picture; nobody else gets that far. */
const upload = (subjectId: string) => ({ ...photo(subjectId), crop: null, file: new Uint8Array([1, 2, 3]) });

const sessions = (): Thing[] =>
  samplePeople.flatMap(({ role, id: personId, handle }) =>
    (planted.sessions.get(handle) ?? []).slice(0, 1).map((id) => ({
      of: role,
      id,
      answer: ({ who }) => (who.id === personId ? 'ok' : 'NotFound'),
    })),
  );

const invitations = (): Thing[] => [...planted.invitations].map(([kind, id]) => ({ of: kind, id, answer: adminOnly }));

const setsManager = then('edit', (thing, { who }) => {
  if (!who.permissions.includes('modify_all_users')) return 'Forbidden';
  return of(thing)?.isGuest ? 'Invalid' : 'ok';
});

export const peopleAttempts: ActionRows = {
  'people.editProfileAction': [
    attempt(editProfile, thePeople, (id) => profile(id), 'edit'),
    attempt(
      editProfile,
      () => thePeople().filter(({ of: role }) => role !== 'superior'),
      (id) => profile(id, cast.superior.handle),
      '',
      {
        expected: (eyes, thing) =>
          // Who has this manager already changes nothing by saying so.
          of(thing)?.manager === cast.superior.handle ? thing.answer(eyes, 'edit') : setsManager(eyes, thing),
      },
    ),
  ],
  'photos.removePhotoAction': [
    attempt(removePhoto, thePeople, photo, 'edit'),
    attempt(removePhoto, theGroups, photo, 'edit'),
  ],
  'administration.invitePersonAction': [
    attempt(invitePerson, nothing, () => ({ email: 'new@example.com', kind: 'guest' as const }), '', {
      expected: adminOnly,
      missing: adminOnly,
    }),
  ],
  'administration.withdrawInvitationAction': [
    attempt(withdrawInvitation, invitations, one, '', {
      missing: (eyes) => (isAdmin(eyes) ? 'Conflict' : 'Forbidden'),
    }),
  ],
  'administration.setPermissionsAction': [
    // The form that this pretends to be was made long ago: an admin is told so, nobody else gets that far.
    attempt(setPermissions, thePeople, (id) => ({ id, before: 'long ago', permission: [] }), '', {
      expected: then('administer', () => 'Conflict'),
    }),
    attempt(setPermissions, thePeople, (id) => ({ id, before: 'long ago', permission: ['admin'] }), '', {
      expected: then('administer', (thing) => (of(thing)?.isGuest ? 'Invalid' : 'Conflict')),
    }),
  ],
  'administration.changeKindAction': [
    attempt(changeKind, thePeople, (id) => ({ id, kind: 'guest' as const }), '', {
      expected: then('administer', (thing, { who }) => {
        const owns = thing.id === theRole('owner').id;
        return owns || thing.id === who.id ? 'Invalid' : 'ok';
      }),
    }),
  ],
  'administration.deactivatePersonAction': [attempt(deactivatePerson, thePeople, one, 'deactivate')],
  'administration.reactivatePersonAction': [attempt(reactivatePerson, thePeople, one, 'administer')],
  'auth.endSessionAction': [attempt(endSession, sessions, one, 'end')],
  'auth.signOutAction': [attempt(endSession, sessions, one, 'end')],
  'auth.endOtherSessionsAction': [
    attempt(endOtherSessions, sessions, (id) => id, '', { expected: () => 'ok', missing: () => 'ok' }),
  ],
};

/** What route handlers do: they call the domain function themselves. */
export const routeAttempts: ActionRows = {
  // What one may not read is left alone, and nobody is told which that was.
  'app/api/reads/route.ts': [
    attempt(markPostsRead, thePosts, (id) => ({ ids: [id] }), '', { expected: () => 'ok', missing: () => 'ok' }),
  ],
  'app/api/uploads/route.ts': [
    attempt(setPhoto, thePeople, upload, '', { expected: then('edit', () => 'PhotoRefused') }),
    attempt(setPhoto, theGroups, upload, '', { expected: then('edit', () => 'PhotoRefused') }),
    attempt(
      setPhoto,
      () => theGroups().slice(0, 1),
      (id) => ({ ...upload(id), kind: 'banner' as const }),
      '',
      {
        expected: (eyes) => insteadOfOk(theGroups()[0]?.answer(eyes, 'edit') ?? '', 'Invalid'),
      },
    ),
  ],
};
