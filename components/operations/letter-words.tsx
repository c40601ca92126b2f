import type { ReactNode } from 'react';
import { When } from '@/components/feed/when';
import type { Reader } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import type { LetterLine } from '@/lib/operations/view-models';

function Subject({ letter: { subject, hasSubject } }: { letter: LetterLine }) {
  if (!hasSubject) return null;
  if (!subject) return <> · in a place that is not open to you</>;
  return (
    <>
      {' · '}
      <a className="link underline" href={subject.href}>
        <bdi>{subject.name}</bdi>
      </a>
    </>
  );
}

/** What failed: who could not do it, with what, how often and why. */
export function LetterWords({ letter, reader, next }: { letter: LetterLine; reader: Reader; next?: ReactNode }) {
  const attempts = plural(
    letter.attempts,
    { zero: 'Put off', one: 'Tried once', other: 'Tried # times' },
    reader.locale,
  );
  return (
    <div className="grid min-w-0 flex-1 basis-72 gap-1">
      <p className="wrap-anywhere">
        <b className="strong">{letter.subscriber}</b> · {letter.type}
        <Subject letter={letter} />
      </p>
      {letter.error && (
        <p className="font-mono text-meta wrap-anywhere whitespace-pre-wrap" dir="auto">
          {letter.error}
        </p>
      )}
      <p className="meta">
        {attempts} · fails since <When at={letter.since} href={null} reader={reader} /> · happened{' '}
        <When at={letter.happenedAt} href={null} reader={reader} />
        {next}
      </p>
    </div>
  );
}
