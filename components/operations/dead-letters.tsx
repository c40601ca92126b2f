import { ButtonForm } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Reader } from '@/lib/feed/view-models';
import { discardLetterAction, retryAllLettersAction, retryLetterAction } from '@/lib/operations/actions';
import type { LetterLine, LetterPage } from '@/lib/operations/view-models';
import { LetterWords } from './letter-words';

function Letter({ letter, reader }: { letter: LetterLine; reader: Reader }) {
  const { eventId, subscriber, type } = letter;
  const fields = { eventId, subscriber, anchor: 'dead-letters' };
  const what = `${subscriber}, ${type}, ${letter.since}`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-4">
      <LetterWords letter={letter} reader={reader} />
      <div className="flex gap-2">
        <ButtonForm action={retryLetterAction} fields={fields} small aria-label={`Retry ${what}`}>
          Retry
        </ButtonForm>
        <ButtonForm action={discardLetterAction} fields={fields} small look="danger" aria-label={`Discard ${what}`}>
          Discard
        </ButtonForm>
      </div>
    </li>
  );
}

function RetryAll({ bySubscriber }: Pick<LetterPage, 'bySubscriber'>) {
  return (
    <div className="flex flex-wrap gap-2">
      {bySubscriber
        .filter(({ count }) => count > 1)
        .map(({ subscriber, count }) => (
          <ButtonForm
            key={subscriber}
            action={retryAllLettersAction}
            fields={{ subscriber, anchor: 'dead-letters' }}
            small
          >
            {`Retry all ${count} of ${subscriber}`}
          </ButtonForm>
        ))}
    </div>
  );
}

/** What was given up: to be tried once more, or let go. */
export function DeadLetters({ page, reader }: { page: LetterPage; reader: Reader }) {
  const { items, bySubscriber } = page;
  return (
    <section className="grid gap-3" aria-labelledby="dead-letters">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-heading" id="dead-letters" tabIndex={-1}>
          Dead letters
        </h2>
        <RetryAll bySubscriber={bySubscriber} />
      </div>
      {items.length === 0 ? (
        <EmptyState title="No dead letters" level={3}>
          What fails is tried again for hours. What still fails then is put here, and holds up nothing else.
        </EmptyState>
      ) : (
        <ul className="rows card px-4">
          {items.map((letter) => (
            <Letter key={`${letter.eventId} ${letter.subscriber}`} letter={letter} reader={reader} />
          ))}
        </ul>
      )}
    </section>
  );
}
