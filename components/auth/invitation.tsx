import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field.client';
import { PageTitle } from '@/components/ui/page-title';
import { MAX_PERSON_NAME } from '@/lib/auth/rules';
import type { FormAction } from '@/lib/forms/state';

type Offer = {
  email: string;
  kind: 'internal' | 'guest';
  groupName: string | null;
  invitedBy: string | null;
  /** Whose invitation it is: a newcomer's, the reader's own, or that of someone who must sign in first. */
  reader: 'newcomer' | 'self' | 'stranger';
  suggestedName: string;
};

function Invited({ offer }: { offer: Offer }) {
  return (
    <p className="text-pretty">
      <bdi className="strong">{offer.invitedBy ?? 'Someone here'}</bdi> invites{' '}
      <bdi className="strong">{offer.email}</bdi>
      {offer.kind === 'guest' && ' as a guest'}
      {offer.groupName ? (
        <>
          {' '}
          to the group <bdi className="strong">{offer.groupName}</bdi>
        </>
      ) : (
        ' to Chatter'
      )}
      .{offer.kind === 'guest' && ' Guests see the groups they are in, and the people they meet there.'}
    </p>
  );
}

/** An open invitation: opening the page changed nothing, the button does. */
export function Invitation({ offer, token, action }: { offer: Offer; token: string; action: FormAction }) {
  return (
    <>
      <PageTitle>You are invited</PageTitle>
      <Invited offer={offer} />
      {offer.reader === 'stranger' ? (
        <>
          <p className="text-pretty">
            This address is known here already. Sign in with it, and you come back to this page.
          </p>
          <a className="btn btn-primary" href={`/login?return=${encodeURIComponent(`/invite/${token}`)}`}>
            To sign in
          </a>
        </>
      ) : (
        <ActionForm action={action} className="grid gap-4">
          <input type="hidden" name="token" value={token} />
          {offer.reader === 'newcomer' && (
            <Field
              label="Your name"
              name="name"
              autoComplete="name"
              hint="As others will see it"
              defaultValue={offer.suggestedName}
              maxLength={MAX_PERSON_NAME}
              required
            />
          )}
          <Button look="primary" className="w-full py-2">
            Accept invitation
          </Button>
        </ActionForm>
      )}
    </>
  );
}

/** An invitation that was used, withdrawn, has run out, or never was. */
export function InvitationOver() {
  return (
    <>
      <PageTitle>This invitation is over</PageTitle>
      <p className="text-pretty">
        It has been used, has been withdrawn, or has run out after seven days. If you have joined already, sign in. If
        not, ask for a new invitation.
      </p>
      <a className="btn btn-primary" href="/login">
        To sign in
      </a>
    </>
  );
}
