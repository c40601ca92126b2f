import { When } from '@/components/feed/when';
import { EmptyState } from '@/components/ui/empty-state';
import { Pill } from '@/components/ui/pill';
import type { Reader } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import type { ImportLine } from '@/lib/imports/view-models';
import { countWords } from './count-words';
import { stateWords } from './state-words';

const tones = { done: 'positive', stopped: 'danger', checking: 'accent', importing: 'accent' } as const;
const toneOf = (state: ImportLine['state']) => (state in tones ? tones[state as keyof typeof tones] : undefined);

function Line({ line, reader }: { line: ImportLine; reader: Reader }) {
  const tone = toneOf(line.state);
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <a className="strong wrap-anywhere" href={`/setup/import/${line.id}`} dir="auto">
          {line.fileName}
        </a>
        <p className="meta">
          {`${line.plural} · ${plural(line.rowCount, { one: '# row', other: '# rows' }, reader.locale)} · `}
          <When at={line.createdAt} href={null} reader={reader} />
        </p>
        {line.rowsDone > 0 && <p className="meta">{countWords(line, reader.locale)}</p>}
      </div>
      <Pill {...(tone && { tone })}>{stateWords[line.state]}</Pill>
    </li>
  );
}

/** One's own imports. */
export function ImportList({ imports, reader }: { imports: readonly ImportLine[]; reader: Reader }) {
  return (
    <section className="grid gap-2" aria-labelledby="imports">
      <h2 className="text-heading" id="imports">
        Your imports
      </h2>
      {imports.length === 0 ? (
        <EmptyState title="No imports yet" level={3}>
          What you upload stands here, with a report of every row that was not taken.
        </EmptyState>
      ) : (
        <ul className="rows card px-4">
          {imports.map((line) => (
            <Line key={line.id} line={line} reader={reader} />
          ))}
        </ul>
      )}
    </section>
  );
}
