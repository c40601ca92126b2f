import { Fact, Facts } from '@/components/people/facts';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate, plural } from '@/lib/format';
import { kindName } from '@/lib/mail-ledger/rules';
import type { MailView } from '@/lib/mail-ledger/view-models';
import { isReason, reasons } from '@/lib/notifications/rules';
import { stateWords } from './state-words';

function Told({ mail }: { mail: MailView }) {
  if (mail.deliveries.length === 0) return null;
  const labels = mail.deliveries.map(({ reason }) =>
    isReason(reason) ? reasons[reason].label : 'Something that is gone',
  );
  return <Fact name="Because">{[...new Set(labels)].join('\n')}</Fact>;
}

/** How one mail went. */
export function MailFacts({ mail, reader }: { mail: MailView; reader: Reader }) {
  const { kind, address, person, attempts, at, sentAt, bouncedAt, providerId } = mail;
  const when = (moment: string | null) => moment && fullDate(moment, reader.locale, reader.timeZone);
  return (
    <section className="card p-4" aria-label="How it went">
      <Facts>
        <Fact name="To">
          {person && (
            <>
              <a className="link" href={person.href}>
                <bdi>{person.name}</bdi>
              </a>{' '}
            </>
          )}
          <bdi>{address}</bdi>
        </Fact>
        <Fact name="Kind">{kindName(kind)}</Fact>
        <Told mail={mail} />
        <Fact name="State">{stateWords(mail)}</Fact>
        <Fact name="Tries">{plural(attempts, { one: '# try', other: '# tries' }, reader.locale)}</Fact>
        <Fact name="Written">{when(at)}</Fact>
        <Fact name="Sent">{when(sentAt)}</Fact>
        <Fact name="Bounced">{when(bouncedAt)}</Fact>
        <Fact name="Provider’s id">{providerId}</Fact>
      </Facts>
    </section>
  );
}

/** What it says, as it looks and as text. Its tokens are hidden: nothing here signs anybody in. */
export function MailContent({ mail }: { mail: MailView }) {
  if (mail.text === null) {
    return <p className="card p-4 text-muted">What it says is for its reader.</p>;
  }
  return (
    <section className="grid gap-3" aria-labelledby="content">
      <h2 className="text-heading" id="content">
        What it says
      </h2>
      <p className="meta">Links with tokens are hidden here and lead nowhere.</p>
      <iframe
        className="card h-160 w-full bg-white"
        title="The mail as it looks"
        src={`/setup/outbox/mails/${mail.id}/content`}
        sandbox=""
      />
      <details className="card p-4">
        <summary>As text</summary>
        <pre className="wrap-anywhere whitespace-pre-wrap" dir="auto">
          {mail.text}
        </pre>
      </details>
    </section>
  );
}
