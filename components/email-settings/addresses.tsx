import { ButtonForm } from '@/components/ui/button';
import { allowAddressAction } from '@/lib/email-settings/actions';
import { SHOWN_ADDRESSES } from '@/lib/email-settings/rules';
import type { ArrivalLine, SuppressionLine } from '@/lib/email-settings/view-models';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';

const reasons = { bounce: 'Bounced', complaint: 'Reported as spam' };

type Person = { person: SuppressionLine['person'] };

function Name({ person }: Person) {
  if (!person) return null;
  return (
    <a className="link" href={person.href}>
      <bdi>{person.name}</bdi>
    </a>
  );
}

function Suppression({ line, reader }: { line: SuppressionLine; reader: Reader }) {
  const { address, reason, details, since, person } = line;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <bdi className="strong wrap-anywhere">{address}</bdi> <Name person={person} />
        <p className="meta wrap-anywhere">
          {`${reasons[reason]} · ${fullDate(since, reader.locale, reader.timeZone)}`}
          {details && (
            <>
              {' · '}
              <bdi>{details}</bdi>
            </>
          )}
        </p>
      </div>
      <ButtonForm
        action={allowAddressAction}
        fields={{ address, anchor: 'addresses' }}
        small
        aria-label={`Send again to ${address}`}
      >
        Send again
      </ButtonForm>
    </li>
  );
}

/** Addresses that nothing is sent to any more. */
export function Suppressions({ lines, reader }: { lines: readonly SuppressionLine[]; reader: Reader }) {
  return (
    <section className="grid gap-2" aria-labelledby="addresses">
      <h2 className="text-heading" id="addresses" tabIndex={-1}>
        Addresses that get nothing
      </h2>
      <p className="meta">Mail to them did not arrive, for good, or was reported as spam.</p>
      {lines.length === 0 ? (
        <p className="card p-4 text-muted">There are none.</p>
      ) : (
        <ul className="rows card px-4">
          {lines.map((line) => (
            <Suppression key={line.address} line={line} reader={reader} />
          ))}
        </ul>
      )}
      {lines.length === SHOWN_ADDRESSES && <p className="meta">The latest {SHOWN_ADDRESSES} are shown.</p>}
    </section>
  );
}

const became = { waiting: 'Waits', taken: 'Taken', dropped: 'Dropped' };

/** What came in by mail lately, and why not all of it became something. */
export function Arrivals({ lines, reader }: { lines: readonly ArrivalLine[]; reader: Reader }) {
  if (lines.length === 0) return null;
  return (
    <section className="grid gap-2" aria-labelledby="arrivals">
      <h2 className="text-heading" id="arrivals">
        Mail that came in
      </h2>
      <ul className="rows card px-4">
        {lines.map(({ id, state, words, person, at }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 py-3">
            <span>
              {became[state]}
              {words && `: ${words}`} <Name person={person} />
            </span>
            <span className="meta tabular-nums">{fullDate(at, reader.locale, reader.timeZone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
