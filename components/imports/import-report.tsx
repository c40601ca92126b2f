import { ButtonLink } from '@/components/ui/button';
import { plural } from '@/lib/format';
import { KEPT_REFUSALS } from '@/lib/imports/rules';
import type { ImportReport, ImportView } from '@/lib/imports/view-models';
import { countWords } from './count-words';

type Note = { key: string; count: number; words: string };

function notesOf({ blank, unfound, readAs, unknown }: ImportReport): Note[] {
  const each = (columns: Record<string, number>, words: string) =>
    Object.entries(columns).map(([column, count]) => ({
      key: `${words} ${column}`,
      count,
      words: `${column}: ${words}`,
    }));
  const texts = (columns: Record<string, Record<string, number>>, words: (text: string) => string) =>
    Object.entries(columns).flatMap(([column, found]) =>
      Object.entries(found).map(([text, count]) => ({
        key: `${column} ${text}`,
        count,
        words: `${column}: ${words(text)}`,
      })),
    );
  return [
    ...each(blank, 'empty, left blank'),
    ...each(unfound, 'not found, left blank'),
    ...texts(readAs, (text) => `read as you said, ${text}`),
    ...texts(unknown, (text) => `“${text}” is none of the choices, not taken`),
  ];
}

function Refusals({ found: { id, refusals, counts } }: { found: ImportView }) {
  if (refusals.length === 0) return null;
  const cell = 'px-3 py-2 text-start align-top';
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="strong">Rows that were not taken</h3>
        <ButtonLink href={`/setup/import/${id}/refused`} small data-hard="">
          Download all as CSV
        </ButtonLink>
      </div>
      <div className="card overflow-x-auto">
        <table className="w-full">
          <thead className="meta">
            <tr>
              {['Line', 'Column', 'Text', 'Why'].map((name) => (
                <th key={name} className={cell} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ line, column, text, why }) => (
              <tr key={`${line} ${column} ${why}`} className="border-t border-border">
                <td className={cell}>{line}</td>
                <td className={`${cell} wrap-anywhere`} dir="auto">
                  {column}
                </td>
                <td className={`${cell} wrap-anywhere`} dir="auto">
                  {text}
                </td>
                <td className={`${cell} wrap-anywhere`}>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {counts.refused > refusals.length && (
        <p className="meta">{`These are the first. The file has up to ${KEPT_REFUSALS} of them.`}</p>
      )}
    </>
  );
}

/** What an import or its check came to: how many, what was left blank, and every row that was not taken. */
export function ImportReportView({ found, locale }: { found: ImportView; locale: string }) {
  const notes = notesOf(found.report);
  return (
    <section className="grid gap-3" aria-labelledby="report">
      <h2 className="text-heading" id="report" tabIndex={-1}>
        Report
      </h2>
      <p>{countWords(found, locale)}</p>
      {notes.length > 0 && (
        <ul className="rows card px-4">
          {notes.map(({ key, count, words }) => (
            <li key={key} className="flex flex-wrap justify-between gap-x-4 py-2">
              <span className="wrap-anywhere" dir="auto">
                {words}
              </span>
              <span className="meta">{plural(count, { one: '# row', other: '# rows' }, locale)}</span>
            </li>
          ))}
        </ul>
      )}
      <Refusals found={found} />
    </section>
  );
}
