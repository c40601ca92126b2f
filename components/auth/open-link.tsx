import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field.client';
import { PageTitle } from '@/components/ui/page-title';
import { MAX_PERSON_NAME } from '@/lib/auth/rules';
import type { FormAction } from '@/lib/forms/state';

type Offer = { address: string; isNew: boolean; suggestedName: string };

/** What stands behind a mailed link: opening it changed nothing, the button does. */
export function OpenLink({
  offer,
  token,
  returnTo,
  action,
}: {
  offer: Offer;
  token: string;
  returnTo: string;
  action: FormAction;
}) {
  return (
    <>
      <PageTitle lead={offer.isNew ? 'One thing before you start: your name, as others will see it.' : undefined}>
        {offer.isNew ? 'Welcome to Chatter' : 'Welcome back'}
      </PageTitle>
      <p>
        You are signing in as <bdi className="strong">{offer.address}</bdi>.
      </p>
      <ActionForm action={action} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="return" value={returnTo} />
        {offer.isNew && (
          <Field
            label="Your name"
            name="name"
            autoComplete="name"
            defaultValue={offer.suggestedName}
            maxLength={MAX_PERSON_NAME}
            required
          />
        )}
        <Button look="primary" className="w-full py-2">
          Sign in
        </Button>
      </ActionForm>
    </>
  );
}

/** A link that was used, has run out, or never was. */
export function LinkOver() {
  return (
    <>
      <PageTitle>This link is over</PageTitle>
      <p className="text-pretty">A link works once, and for a short time only. Ask for a new one.</p>
      <a className="btn btn-primary" href="/login">
        To sign in
      </a>
    </>
  );
}
