import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import type { Problem } from '@/lib/auth/rules';
import type { PersonLine } from '@/lib/feed/view-models';
import type { ButtonAction, FormAction } from '@/lib/forms/state';
import { AskedNote } from './asked-note';
import { DemoPeople } from './demo-people';
import { EmailForm } from './email-form';
import { SignInProblem } from './sign-in-problem';
import { SsoForm } from './sso-form';

export type SignInView = {
  provider: string | null;
  demoPeople: readonly PersonLine[];
  problem: Problem | null;
  asked: { link: string | null } | null;
  signedInAs: string | null;
  isFresh: boolean;
  returnTo: string;
};

type Actions = { askForLink: FormAction; demoSignIn: ButtonAction };

function Or({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 text-meta text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      {children}
    </p>
  );
}

function Notes({ view }: { view: SignInView }) {
  return (
    <>
      {view.problem && <SignInProblem problem={view.problem} provider={view.provider ?? 'your provider'} />}
      {view.asked && <AskedNote link={view.asked.link} />}
      {view.signedInAs && (
        <p className="rounded-card bg-sunken p-4">
          You are signed in as <bdi className="strong">{view.signedInAs}</bdi>.{' '}
          <a className="link underline" href={view.returnTo}>
            Go on to Chatter
          </a>
        </p>
      )}
      {view.isFresh && (
        <p className="rounded-card bg-sunken p-4 text-pretty">
          Nobody has signed in here yet. Ask for a link with your address: it appears in the server’s log, and whoever
          opens it first becomes the administrator.
        </p>
      )}
    </>
  );
}

/** The sign-in page: the organisation's provider first, then the demo's people, then a link by email. */
export function SignIn({ view, actions }: { view: SignInView; actions: Actions }) {
  const { provider, demoPeople, returnTo } = view;
  const hasOther = provider !== null || demoPeople.length > 0;
  return (
    <>
      <PageTitle>Sign in</PageTitle>
      <Notes view={view} />
      {provider !== null && <SsoForm provider={provider} returnTo={returnTo} />}
      {demoPeople.length > 0 && <DemoPeople people={demoPeople} action={actions.demoSignIn} returnTo={returnTo} />}
      {hasOther && <Or>or by email</Or>}
      <EmailForm action={actions.askForLink} returnTo={returnTo} isMain={!hasOther} />
    </>
  );
}
