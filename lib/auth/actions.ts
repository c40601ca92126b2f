'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { publicButtonAction, publicFormAction } from '@/lib/forms/public-action';
import {
  acceptInvitationInput,
  askForLinkInput,
  demoSignInInput,
  noInput,
  oneSessionInput,
  openLinkInput,
} from './input';
import { signInLimits } from './limits';
import { acceptByForm, askForLink, endOneSession, endOthers, openLink, signInToDemo, signOut } from './sign-in';

export const askForLinkAction = publicFormAction('sign-in.ask', askForLinkInput, signInLimits.askByIp, askForLink);

export const openLinkAction = publicFormAction('sign-in.link', openLinkInput, signInLimits.tryLink, openLink);

export const demoSignInAction = publicButtonAction('sign-in.demo', demoSignInInput, signInLimits.start, signInToDemo);

export const acceptInvitationAction = publicFormAction(
  'invitation.accept',
  acceptInvitationInput,
  signInLimits.tryLink,
  acceptByForm,
);

export const signOutAction = buttonAction('sign-out', noInput, signOut, { goTo: () => '/login' });

export const endSessionAction = buttonAction('session.end', oneSessionInput, endOneSession, {
  message: () => 'That session has ended.',
});

export const endOtherSessionsAction = buttonAction('session.end-others', noInput, endOthers, {
  message: (count) => (count === 0 ? 'There was no other session.' : 'All other sessions have ended.'),
});
