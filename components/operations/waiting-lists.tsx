import type { ReactNode } from 'react';
import type { Reader } from '@/lib/feed/view-models';
import { formatNumber, fullDate } from '@/lib/format';
import { MOST_COUNTED } from '@/lib/operations/rules';
import type { BatchLine, Glimpse, LetterLine } from '@/lib/operations/view-models';
import { LetterWords } from './letter-words';

type ListProps = { title: string; id: string; lead: string; shown: number; count: number; locale: string };

/** A part of the page that is there only while something waits. */
function WaitingList({ title, id, lead, shown, count, locale, children }: ListProps & { children: ReactNode }) {
  if (count === 0) return null;
  const all = count >= MOST_COUNTED ? `${formatNumber(MOST_COUNTED, locale)}+` : formatNumber(count, locale);
  return (
    <section className="grid gap-2" aria-labelledby={id}>
      <h2 className="text-heading" id={id}>
        {title} <span className="text-muted tabular-nums">{all}</span>
      </h2>
      <p className="meta">{lead}</p>
      <ul className="rows card px-4">{children}</ul>
      {count > shown && <p className="meta">The next {formatNumber(shown, locale)} are shown.</p>}
    </section>
  );
}

/** What failed and is tried again by itself. */
export function Retries({ retries, reader }: { retries: Glimpse<LetterLine>; reader: Reader }) {
  const { items, count } = retries;
  return (
    <WaitingList
      title="Tried again soon"
      id="retries"
      lead="These failed or were put off. Each is tried again by itself, with longer and longer pauses."
      shown={items.length}
      count={count}
      locale={reader.locale}
    >
      {items.map((letter) => (
        <li key={`${letter.eventId} ${letter.subscriber}`} className="py-3">
          <LetterWords
            letter={letter}
            reader={reader}
            next={` · next try ${fullDate(letter.dueAt, reader.locale, reader.timeZone)}`}
          />
        </li>
      ))}
    </WaitingList>
  );
}

/** Mail that is held back for a moment, so that what belongs together goes together. */
export function WaitingMail({ batches, reader }: { batches: Glimpse<BatchLine>; reader: Reader }) {
  const { items, count } = batches;
  return (
    <WaitingList
      title="Mail that waits"
      id="waiting-mail"
      lead="Held for two minutes, or until quiet hours end, so that what belongs together goes together."
      shown={items.length}
      count={count}
      locale={reader.locale}
    >
      {items.map(({ id, person, dueAt }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 py-3">
          {person ? (
            <a className="strong" href={person.href}>
              <bdi>{person.name}</bdi>
            </a>
          ) : (
            <span className="text-muted">Someone who has gone</span>
          )}
          <span className="meta tabular-nums">until {fullDate(dueAt, reader.locale, reader.timeZone)}</span>
        </li>
      ))}
    </WaitingList>
  );
}
