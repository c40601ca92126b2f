import { publicVisit } from '@/app/visit';
import { Invitation, InvitationOver } from '@/components/auth/invitation';
import { findOffer } from '@/lib/auth/accept-invitation';
import { acceptInvitationAction } from '@/lib/auth/actions';
import { currentSession } from '@/lib/auth/current';
import { currentRequest } from '@/lib/request';

export default publicVisit(async ({ params: { token = '' } }) => {
  const session = await currentSession();
  const offer = await findOffer(token, session?.viewer ?? null);
  if (!offer) {
    currentRequest()?.setStatus(404);
    return { title: 'This invitation is over', body: <InvitationOver /> };
  }
  return { title: 'You are invited', body: <Invitation offer={offer} token={token} action={acceptInvitationAction} /> };
});
