import { publicVisit } from '@/app/visit';
import { LinkOver, OpenLink } from '@/components/auth/open-link';
import { openLinkAction } from '@/lib/auth/actions';
import { findSignInLink } from '@/lib/auth/email-link';
import { returnPath } from '@/lib/forms/return-path';
import { currentRequest } from '@/lib/request';

/** Mail scanners open links: this page only shows what its button would do. */
export default publicVisit(async ({ params: { token = '' }, search }) => {
  const offer = await findSignInLink(token);
  if (!offer) {
    currentRequest()?.setStatus(404);
    return { title: 'This link is over', body: <LinkOver /> };
  }
  const body = <OpenLink offer={offer} token={token} returnTo={returnPath(search.return)} action={openLinkAction} />;
  return { title: 'Sign in', body };
});
