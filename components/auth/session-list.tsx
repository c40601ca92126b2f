import { Button, ButtonForm } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate, fullDate, timeAgo } from '@/lib/format';
import type { ButtonAction } from '@/lib/forms/state';

export type SessionRow = { id: string; browser: string; createdAt: string; seenAt: string };

type Actions = { endSession: ButtonAction; endOthers: ButtonAction; signOut: ButtonAction };

type Props = { sessions: readonly SessionRow[]; currentId: string; actions: Actions; reader: Reader };

function Row({
  session,
  isCurrent,
  actions,
  reader,
}: {
  session: SessionRow;
  isCurrent: boolean;
  actions: Actions;
  reader: Reader;
}) {
  const { locale, timeZone, now } = reader;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4">
      <div>
        <p className="flex items-center gap-2">
          <span className="strong">{session.browser}</span>
          {isCurrent && <Pill tone="positive">This one</Pill>}
        </p>
        <p className="meta">
          Signed in {formatDate(session.createdAt, locale, timeZone)}
          {' · last used '}
          <time dateTime={session.seenAt} title={fullDate(session.seenAt, locale, timeZone)}>
            {timeAgo(session.seenAt, now, locale, timeZone)}
          </time>
        </p>
      </div>
      {isCurrent ? (
        <ButtonForm action={actions.signOut} fields={{}} small aria-label="Sign out here">
          Sign out
        </ButtonForm>
      ) : (
        <ButtonForm
          action={actions.endSession}
          fields={{ id: session.id }}
          small
          aria-label={`End session of ${session.browser}`}
        >
          End session
        </ButtonForm>
      )}
    </li>
  );
}

/** Where one is signed in. */
export function SessionList({ sessions, currentId, actions, reader }: Props) {
  return (
    <>
      <ul className="rows card px-4">
        {sessions.map((session) => (
          <Row
            key={session.id}
            session={session}
            isCurrent={session.id === currentId}
            actions={actions}
            reader={reader}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={actions.endOthers}>
          <Button look="danger">End all other sessions</Button>
        </form>
      )}
    </>
  );
}
