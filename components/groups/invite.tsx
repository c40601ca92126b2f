import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RadioGroup } from '@/components/ui/choices.client';
import { Field } from '@/components/ui/field.client';
import { inviteToGroupAction } from '@/lib/groups/actions';
import type { GroupView, InvitationView } from '@/lib/groups/view-models';

const kinds = [
  { value: 'internal', label: 'Colleague', hint: 'Sees everything that is open to the company.' },
  { value: 'guest', label: 'Guest', hint: 'Sees this group and nothing else.' },
];

/** Invites someone who has no account yet; the link is passed on by hand. */
function InviteByEmail({ group, mayInviteGuests }: { group: GroupView; mayInviteGuests: boolean }) {
  return (
    <Card title="Invite by email" id="invite">
      <ActionForm action={inviteToGroupAction} id="invitation">
        <input type="hidden" name="groupId" value={group.id} />
        <Field
          name="email"
          label="Email"
          type="email"
          hint="For someone who is not here yet. They join the group when they first sign in."
          autoComplete="off"
          dir="ltr"
        />
        {group.allowsGuests && mayInviteGuests ? (
          <RadioGroup legend="As" name="kind" options={kinds} defaultValue="internal" />
        ) : (
          <input type="hidden" name="kind" value="internal" />
        )}
        <div>
          <Button>Make invitation</Button>
        </div>
      </ActionForm>
    </Card>
  );
}

/** The invitations one has sent and that nobody has used yet. */
function OpenInvitations({ invitations }: { invitations: readonly InvitationView[] }) {
  if (invitations.length === 0) return null;
  return (
    <Card title="Your open invitations">
      <ul className="rows">
        {invitations.map(({ id, email, kind, link }) => (
          <li key={id} className="grid gap-0.5 py-2">
            <span className="strong wrap-anywhere">{email}</span>
            <span className="meta wrap-anywhere">
              {kind === 'guest' ? 'Guest' : 'Colleague'} · <span className="select-all">{link}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type InviteProps = { group: GroupView; mayInviteGuests: boolean; invitations: readonly InvitationView[] };

/** Below the members, for those who look after the group: bringing in people who have no account yet. */
export function Invite({ group, mayInviteGuests, invitations }: InviteProps) {
  return (
    <>
      <InviteByEmail group={group} mayInviteGuests={mayInviteGuests} />
      <OpenInvitations invitations={invitations} />
    </>
  );
}
