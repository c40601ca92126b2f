import type { ReactNode } from 'react';
import type { AuditLine, Named } from '@/lib/administration/view-models';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate, timeAgo } from '@/lib/format';
import { auditParticulars, auditSentence } from './audit-words';

function Name({ named, otherwise }: { named: Named | null; otherwise: string }) {
  if (!named) return <span className="text-muted">{otherwise}</span>;
  return (
    <a className="strong" href={named.href}>
      <bdi>{named.name}</bdi>
    </a>
  );
}

function sentence(line: AuditLine): ReactNode[] {
  const names: Record<string, ReactNode> = {
    '{actor}': <Name key="actor" named={line.actor} otherwise="Someone who has gone" />,
    '{subject}': <Name key="subject" named={line.subject} otherwise="something that is not open to you" />,
    '{other}': <Name key="other" named={line.other} otherwise="someone" />,
  };
  return auditSentence(line)
    .split(/(\{\w+\})/)
    .map((part) => names[part] ?? part);
}

function Entry({ line, reader }: { line: AuditLine; reader: Reader }) {
  const particulars = auditParticulars(line);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-3">
      <div className="min-w-0">
        <p className="text-pretty">{sentence(line)}</p>
        {particulars && <p className="meta">{particulars}</p>}
      </div>
      <time className="meta" dateTime={line.at} title={fullDate(line.at, reader.locale, reader.timeZone)}>
        {timeAgo(line.at, reader.now, reader.locale, reader.timeZone)}
      </time>
    </li>
  );
}

/** What was done to others, newest first, in words. */
export function AuditList({ items, reader }: { items: readonly AuditLine[]; reader: Reader }) {
  if (items.length === 0) return <p className="card p-6 text-muted">Nothing has been done to anybody yet.</p>;
  return (
    <ol className="rows card px-4">
      {items.map((line) => (
        <Entry key={line.id} line={line} reader={reader} />
      ))}
    </ol>
  );
}
