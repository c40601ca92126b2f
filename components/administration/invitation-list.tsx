import { ButtonForm } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { withdrawInvitationAction } from '@/lib/administration/actions';
import type { InvitationLine } from '@/lib/administration/view-models';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate } from '@/lib/format';

type Props = { invitations: readonly InvitationLine[]; newId: string | null; reader: Reader };

function LinkToCopy({ invitation }: { invitation: InvitationLine }) {
  if (!invitation.url) return <p className="meta">Its link was shown to whoever invited, and to nobody else.</p>;
  const id = `link-${invitation.id}`;
  return (
    <p className="grid gap-1">
      <label className="meta" htmlFor={id}>
        Link to send to them
      </label>
      <input className="input" id={id} type="text" readOnly value={invitation.url} dir="ltr" />
    </p>
  );
}

function Invitation({ invitation, isNew, reader }: { invitation: InvitationLine; isNew: boolean; reader: Reader }) {
  return (
    <li id={`invitation-${invitation.id}`} className="grid gap-3 py-4">
      {isNew && (
        <p role="status" className="flash i i-check">
          Invited. Send them this link: no mail goes out yet.
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <bdi className="strong">{invitation.email}</bdi>
          <p className="meta">
            {invitation.kind === 'guest' ? 'As a guest' : 'As a colleague'}
            {invitation.groupName && (
              <>
                {' to '}
                <bdi>{invitation.groupName}</bdi>
              </>
            )}
            {invitation.invitedBy && (
              <>
                {' · by '}
                <bdi>{invitation.invitedBy}</bdi>
              </>
            )}
            {` · open until ${formatDate(invitation.expiresAt, reader.locale, reader.timeZone)}`}
          </p>
        </div>
        <ButtonForm
          action={withdrawInvitationAction}
          fields={{ id: invitation.id }}
          small
          aria-label={`Withdraw the invitation of ${invitation.email}`}
        >
          Withdraw
        </ButtonForm>
      </div>
      <LinkToCopy invitation={invitation} />
    </li>
  );
}

/** Invitations that wait for an answer. */
export function InvitationList({ invitations, newId, reader }: Props) {
  if (invitations.length === 0) {
    return (
      <EmptyState
        title="Nobody is invited at the moment"
        action={
          <a className="btn" href="/setup/people/invite">
            Invite someone
          </a>
        }
      >
        An invitation is open for seven days and works once.
      </EmptyState>
    );
  }
  return (
    <ul className="rows card px-4">
      {invitations.map((invitation) => (
        <Invitation key={invitation.id} invitation={invitation} isNew={invitation.id === newId} reader={reader} />
      ))}
    </ul>
  );
}
