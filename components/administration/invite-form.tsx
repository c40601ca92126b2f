import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choices.client';
import { Field } from '@/components/ui/field.client';
import { invitePersonAction } from '@/lib/administration/actions';

const kinds = [
  { value: 'internal', label: 'Colleague', hint: 'Sees everything that everyone sees.' },
  { value: 'guest', label: 'Guest', hint: 'Sees only the groups they are added to, and the people there.' },
];

/** Invites someone who is not here yet. */
export function InviteForm() {
  return (
    <ActionForm action={invitePersonAction}>
      <Field label="Email" name="email" type="email" dir="ltr" autoComplete="off" maxLength={254} required />
      <RadioGroup legend="They join as" name="kind" options={kinds} defaultValue="internal" />
      <div className="form-end">
        <Button look="primary">Invite</Button>
      </div>
    </ActionForm>
  );
}
