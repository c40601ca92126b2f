import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/tabs';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';
import { filterNames, kindName, type MailFilter, mailFilters } from '@/lib/mail-ledger/rules';
import type { MailLine } from '@/lib/mail-ledger/view-models';
import { stateWords } from './state-words';

const hrefOf = (filter: MailFilter) => `/setup/outbox/mails${filter === 'all' ? '' : `?state=${filter}`}`;

export function MailFilters({ current }: { current: MailFilter }) {
  const tabs = mailFilters.map((filter) => ({
    href: hrefOf(filter),
    label: filterNames[filter],
    isCurrent: filter === current,
  }));
  return <Tabs label="Mails" tabs={tabs} />;
}

function Line({ mail, reader }: { mail: MailLine; reader: Reader }) {
  const { id, kind, subject, address, person, at } = mail;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
      <div className="min-w-0">
        <a className="strong wrap-anywhere" href={`/setup/outbox/mails/${id}`}>
          <bdi>{subject ?? kindName(kind)}</bdi>
        </a>
        <p className="meta wrap-anywhere">
          {'To '}
          {person && (
            <>
              <bdi>{person.name}</bdi>{' '}
            </>
          )}
          <bdi>{address}</bdi>
          {subject !== null && ` · ${kindName(kind)}`}
        </p>
      </div>
      <p className="meta min-w-0 wrap-anywhere tabular-nums sm:text-end">
        {stateWords(mail)}
        <br />
        {fullDate(at, reader.locale, reader.timeZone)}
      </p>
    </li>
  );
}

/** Mails, the latest first. */
export function MailList({ items, reader }: { items: readonly MailLine[]; reader: Reader }) {
  if (items.length === 0) {
    return <EmptyState title="No mail here">What is sent is listed here, with how it went.</EmptyState>;
  }
  return (
    <ul className="rows card px-4">
      {items.map((mail) => (
        <Line key={mail.id} mail={mail} reader={reader} />
      ))}
    </ul>
  );
}
