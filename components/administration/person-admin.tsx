import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { ButtonForm, ButtonLink } from '@/components/ui/button';
import { changeKindAction, reactivatePersonAction } from '@/lib/administration/actions';
import { mayHoldPermissions } from '@/lib/administration/rules';
import type { PersonAdministered } from '@/lib/administration/view-models';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate } from '@/lib/format';
import { PermissionsForm } from './permissions-form';

type Props = { person: PersonAdministered; reader: Reader };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card grid gap-4 p-5">
      <h2 className="text-heading">{title}</h2>
      {children}
    </section>
  );
}

function Summary({ person, reader }: Props) {
  const date = (iso: string) => formatDate(iso, reader.locale, reader.timeZone);
  return (
    <div className="flex items-center gap-4">
      <Avatar id={person.id} name={person.name} photoId={person.photoId} size={64} />
      <div className="grid min-w-0 gap-1 wrap-anywhere">
        <p>
          <bdi>{person.email}</bdi>
          {' · '}
          <a className="link underline" href={`/people/${person.handle}`}>
            @{person.handle}
          </a>
        </p>
        <p className="meta">
          {person.kind === 'guest' ? 'Guest' : 'Colleague'} since {date(person.createdAt)}
        </p>
        {person.deactivatedAt && (
          <p className="meta">
            Deactivated on {date(person.deactivatedAt)}
            {person.deactivatedBy && (
              <>
                {' '}
                by <bdi>{person.deactivatedBy}</bdi>
              </>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function Kind({ person }: { person: PersonAdministered }) {
  const isGuest = person.kind === 'guest';
  return (
    <Part title="Kind of account">
      <p className="text-pretty">
        {isGuest
          ? 'A guest sees the groups they are in and the people they meet there, and nothing else. As a colleague they see everything that everyone sees.'
          : 'As a guest this person leaves every group that does not take guests, loses all permissions, and sees nothing but the groups that are left.'}
      </p>
      <ButtonForm
        action={changeKindAction}
        fields={{ id: person.id, kind: isGuest ? 'internal' : 'guest' }}
        look={isGuest ? 'plain' : 'danger'}
      >
        {isGuest ? 'Make a colleague' : 'Make a guest'}
      </ButtonForm>
    </Part>
  );
}

function Account({ person }: { person: PersonAdministered }) {
  if (!person.isActive) {
    return (
      <Part title="Account">
        <p className="text-pretty">
          {person.name} cannot sign in. When they can again, they follow and are followed as before.
        </p>
        <ButtonForm action={reactivatePersonAction} fields={{ id: person.id }}>
          Reactivate
        </ButtonForm>
      </Part>
    );
  }
  return (
    <Part title="Account">
      <p className="text-pretty">
        {person.can.deactivate
          ? 'Someone who has left is deactivated: they are signed out everywhere, and what they wrote stays.'
          : 'This is you. Another administrator can deactivate you.'}
      </p>
      {person.can.deactivate && (
        <ButtonLink look="danger" className="justify-self-start" href={`/setup/people/${person.handle}/deactivate`}>
          Deactivate…
        </ButtonLink>
      )}
    </Part>
  );
}

/** Everything an admin may decide about one person. */
export function PersonAdmin({ person, reader }: Props) {
  return (
    <>
      <Summary person={person} reader={reader} />
      <Part title="Permissions">
        {mayHoldPermissions(person.kind) ? <PermissionsForm person={person} /> : <p>Guests hold no permissions.</p>}
      </Part>
      {person.can.changeKind && <Kind person={person} />}
      <Account person={person} />
    </>
  );
}
