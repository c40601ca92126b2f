import { publicVisit } from '@/app/visit';
import { SignIn } from '@/components/auth/sign-in';
import { askForLinkAction, demoSignInAction } from '@/lib/auth/actions';
import { isBootstrapping } from '@/lib/auth/bootstrap';
import { currentSession } from '@/lib/auth/current';
import { listDemoSignIns } from '@/lib/auth/demo-sign-in';

import { isProblem } from '@/lib/auth/rules';
import { env } from '@/lib/env';
import { returnPath } from '@/lib/forms/return-path';

const actions = { askForLink: askForLinkAction, demoSignIn: demoSignInAction };

/** The link that the demo shows after asking; anywhere else it stays in the server's log. */
function shownLink(token: string | undefined, returnTo: string): string | null {
  if (!env.DEMO || !token || !/^[\w-]{20,100}$/.test(token)) return null;
  return `/login/link/${token}?return=${encodeURIComponent(returnTo)}`;
}

export default publicVisit(async ({ search }) => {
  const returnTo = returnPath(search.return);
  const [session, demoPeople, isFresh] = await Promise.all([currentSession(), listDemoSignIns(), isBootstrapping()]);
  const view = {
    provider: env.OIDC_ISSUER ? env.OIDC_NAME : null,
    demoPeople,
    problem: isProblem(search.error) ? search.error : null,
    asked: search.asked === '1' ? { link: shownLink(search.link, returnTo) } : null,
    signedInAs: session?.viewer.name ?? null,
    isFresh,
    returnTo,
  };
  return { title: 'Sign in', body: <SignIn view={view} actions={actions} /> };
});
