'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { changeKind } from './change-kind';
import { deactivatePerson } from './deactivate-person';
import { changeKindInput, invitePersonInput, onePersonInput, setPermissionsInput } from './input';
import { invitePerson } from './invite-person';
import { reactivatePerson } from './reactivate-person';
import { setPermissions } from './set-permissions';
import { withdrawInvitation } from './withdraw-invitation';

export const invitePersonAction = formAction('person.invite', invitePersonInput, invitePerson, {
  goTo: ({ id }) => `/setup/invitations?new=${id}#invitation-${id}`,
});

export const withdrawInvitationAction = buttonAction('invitation.withdraw', onePersonInput, withdrawInvitation, {
  message: () => 'The invitation has been withdrawn.',
});

export const setPermissionsAction = formAction('person.set-permissions', setPermissionsInput, setPermissions, {
  message: 'Permissions saved.',
});

export const changeKindAction = buttonAction('person.change-kind', changeKindInput, changeKind, {
  message: ({ name }, { kind }) => (kind === 'guest' ? `${name} is a guest now.` : `${name} is a colleague now.`),
});

export const deactivatePersonAction = buttonAction('person.deactivate', onePersonInput, deactivatePerson, {
  goTo: ({ handle }) => `/setup/people/${handle}`,
  message: ({ name }) => `${name} is deactivated, and signed out everywhere.`,
});

export const reactivatePersonAction = buttonAction('person.reactivate', onePersonInput, reactivatePerson, {
  message: ({ name }) => `${name} can sign in again.`,
});
