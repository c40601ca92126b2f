import type { ReactNode } from 'react';
import type { Reader } from '@/lib/feed/view-models';
import { formatNumber, fullDate, timeAgo } from '@/lib/format';
import { LATE_SECONDS, MOST_COUNTED } from '@/lib/operations/rules';
import type { OutboxFigures, Period } from '@/lib/operations/view-models';
import { duration } from './duration';

type Props = {
  figures: OutboxFigures;
  isFailing: boolean;
  services: { email: string; realtime: string };
  reader: Reader;
};

function Figure({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="bg-raised p-4">
      <dt className="meta">{label}</dt>
      <dd className="text-heading tabular-nums">{children}</dd>
      {note && <dd className="meta tabular-nums">{note}</dd>}
    </div>
  );
}

/** The truth in one line: done, at work, or behind. */
function State({ figures, isFailing, reader }: Pick<Props, 'figures' | 'isFailing' | 'reader'>) {
  const { oldestAgeSeconds, due, lastDoneAt } = figures;
  if (due === 0 && isFailing)
    return <p className="flash flash-danger i i-alert">What is due is done, except for the dead letters below.</p>;
  if (due === 0) return <p className="flash i i-check">Everything that is due is done.</p>;
  if (oldestAgeSeconds <= LATE_SECONDS) return <p className="flash i i-clock">At work: nothing has waited for long.</p>;
  const last = lastDoneAt
    ? `The last one was done at ${fullDate(lastDoneAt, reader.locale, reader.timeZone)}.`
    : 'Nothing has been done yet.';
  return (
    <p className="flash flash-danger i i-alert">
      {`The outbox is behind: the oldest event has been due for ${duration(oldestAgeSeconds, reader.locale)}. ${last}`}
    </p>
  );
}

const many = (count: number, locale: string) =>
  count >= MOST_COUNTED ? `${formatNumber(MOST_COUNTED, locale)}+` : formatNumber(count, locale);

const ofWeek = ({ week }: Period, locale: string) => `${formatNumber(week, locale)} in 7 days`;

const rate = (count: number, minutes: number, locale: string) =>
  formatNumber(Math.round((count / minutes) * 10) / 10, locale);

function Mail({ figures: { mails }, services, reader: { locale, timeZone, now } }: Props) {
  const troubles = [
    mails.failed7Days > 0 && `${formatNumber(mails.failed7Days, locale)} failed in 7 days`,
    mails.bounced7Days > 0 && `${formatNumber(mails.bounced7Days, locale)} came back in 7 days`,
    mails.lastSentAt && `last ${timeAgo(mails.lastSentAt, now, locale, timeZone)}`,
  ].filter(Boolean);
  return (
    <Figure label={`Email · ${services.email}`} note={troubles.join(' · ') || 'No mail in 7 days'}>
      {formatNumber(mails.sentToday, locale)} <span className="meta">sent today</span>
    </Figure>
  );
}

/** How the outbox stands: how far behind, how fast, what went wrong, and who carries it on. */
export function Figures(props: Props) {
  const { figures, services, reader } = props;
  const { locale } = reader;
  return (
    <section className="grid gap-3" aria-label="How it stands">
      <State figures={figures} isFailing={props.isFailing} reader={reader} />
      <dl className="card grid gap-px overflow-hidden bg-border grid-cols-[repeat(auto-fit,minmax(160px,1fr))]">
        <Figure
          label="Oldest unsent"
          note={figures.oldestDueAt && fullDate(figures.oldestDueAt, locale, reader.timeZone)}
        >
          {figures.due === 0 ? 'None' : duration(figures.oldestAgeSeconds, locale)}
        </Figure>
        <Figure label="Waiting now" note={`${formatNumber(figures.inHand, locale)} in hand`}>
          {many(figures.due, locale)}
        </Figure>
        <Figure label="Waiting for later" note="Batches, digests, what recurs">
          {many(figures.later, locale)}
        </Figure>
        <Figure label="Done per minute" note={`${rate(figures.doneInHour, 60, locale)} over the last hour`}>
          {rate(figures.doneIn5Minutes, 5, locale)}
        </Figure>
        <Figure label="Failures today" note={ofWeek(figures.failures, locale)}>
          {formatNumber(figures.failures.today, locale)}
        </Figure>
        <Figure label="Duplicates refused today" note={ofWeek(figures.duplicates, locale)}>
          {formatNumber(figures.duplicates.today, locale)}
        </Figure>
        <Mail {...props} />
        <Figure label="Real time">{services.realtime}</Figure>
      </dl>
    </section>
  );
}
