import { ButtonForm, ButtonLink } from '@/components/ui/button';
import type { Reader } from '@/lib/feed/view-models';
import { formatNumber, plural } from '@/lib/format';
import { cancelImportAction, resumeImportAction, startImportAction } from '@/lib/imports/actions';
import { isAtWork } from '@/lib/imports/rules';
import type { ImportView } from '@/lib/imports/view-models';
import { countWords } from './count-words';
import { LookAgain } from './look-again.client';

type Props = { found: ImportView; reader: Reader };

const rows = (count: number, locale: string) => plural(count, { one: '# row', other: '# rows' }, locale);

function AtWork({ found, reader: { locale } }: Props) {
  const { state, rowsDone, rowCount } = found;
  return (
    <>
      <label className="strong" htmlFor="import-progress">
        {state === 'checking' ? 'The rows are being checked.' : 'The rows are being imported.'}
      </label>
      <progress className="w-full" id="import-progress" max={rowCount} value={rowsDone} />
      <p>{`${formatNumber(rowsDone, locale)} of ${rows(rowCount, locale)} · ${countWords(found, locale)}`}</p>
      <LookAgain />
    </>
  );
}

const ends: Partial<Record<ImportView['state'], (found: ImportView, locale: string) => string>> = {
  draft: () => 'Say below what the columns mean, then check the file. Nothing is written by that.',
  checked: ({ counts }, locale) =>
    `Checked, and nothing written. ${rows(counts.created + counts.changed, locale)} would be imported.`,
  done: () => 'The file is imported.',
  cancelled: ({ isDryRun, rowsDone }, locale) =>
    isDryRun || rowsDone === 0
      ? 'This was cancelled before anything was imported.'
      : `This was cancelled. The first ${rows(rowsDone, locale)} are imported, as the report says; those after them are not.`,
  stopped: ({ problem, rowsDone }, locale) => `This stopped after ${rows(rowsDone, locale)}. ${problem ?? ''}`,
};

function Buttons({ found: { id, state, counts } }: Pick<Props, 'found'>) {
  const fields = { id };
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'checked' && counts.created + counts.changed > 0 && (
        <ButtonForm action={startImportAction} fields={fields} look="primary">
          Import
        </ButtonForm>
      )}
      {state === 'stopped' && (
        <ButtonForm action={resumeImportAction} fields={fields} look="primary">
          Go on
        </ButtonForm>
      )}
      {isAtWork(state) && <ButtonLink href={`/setup/import/${id}`}>Look again</ButtonLink>}
      {state !== 'done' && state !== 'cancelled' && (
        <ButtonForm action={cancelImportAction} fields={fields} look="danger">
          {state === 'checking' ? 'Cancel the check' : 'Cancel the import'}
        </ButtonForm>
      )}
    </div>
  );
}

/** How far an import has come, and what can be done with it. */
export function ImportProgress({ found, reader }: Props) {
  const { state } = found;
  return (
    <section className="card grid gap-3 p-4" aria-label="How it stands">
      {isAtWork(state) ? <AtWork found={found} reader={reader} /> : <p>{ends[state]?.(found, reader.locale)}</p>}
      <Buttons found={found} />
    </section>
  );
}
