import type { ChangeView, Names, Reader } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import { recordPath } from '@/lib/records/rules';
import { SHOWN_LINES } from '@/lib/tracking/change-rules';
import { TextDiff } from './text-diff';
import { Value } from './value';

type Shown = { names: Names; reader: Reader };

export function Arrow() {
  return (
    <span role="img" aria-label="to">
      →
    </span>
  );
}

/** The record that was added below this one. */
export function Related({ related }: { related: NonNullable<ChangeView['related']> }) {
  return (
    <a href={recordPath(related)} dir="auto">
      {related.name}
    </a>
  );
}

const events: Record<string, string> = {
  created: 'Created',
  deleted: 'Deleted',
  restored: 'Restored from the bin',
};

function Event({ change }: { change: ChangeView }) {
  if (change.related)
    return (
      <>
        {change.related.objectLabel} added: <Related related={change.related} />
      </>
    );
  return <>{events[change.event ?? ''] ?? 'Changed'}</>;
}

const textOf = (value: ChangeView['old']) => (typeof value === 'string' ? value : '');

/** Texts are read by what changed in them. */
const isLong = ({ field, old, new: now }: ChangeView) =>
  field?.type === 'long_text' || (field?.type === 'text' && textOf(old).length + textOf(now).length > 120);

/** "Stage: Engaging → Won" */
function Step({
  change,
  field,
  names,
  reader,
}: Shown & { change: ChangeView; field: NonNullable<ChangeView['field']> }) {
  return (
    <>
      <Value field={field} value={change.old} names={names} reader={reader} /> <Arrow />{' '}
      <b>
        <Value field={field} value={change.new} names={names} reader={reader} />
      </b>
    </>
  );
}

/** One line of a change: what a field was and what it is, or what else happened. */
export function ChangeLine({ change, names, reader }: Shown & { change: ChangeView }) {
  const { field } = change;
  if (!field)
    return (
      <li>
        <Event change={change} />
      </li>
    );
  return (
    <li>
      <span className="of">{field.label}:</span>{' '}
      {isLong(change) ? (
        <TextDiff old={textOf(change.old)} now={textOf(change.new)} locale={reader.locale} />
      ) : (
        <Step change={change} field={field} names={names} reader={reader} />
      )}
    </li>
  );
}

const more = { one: '# more', other: '# more' };

/** The lines of a save; where they are many the first two show, and the others are opened. */
export function ChangeLines({
  changes,
  names,
  reader,
  isWhole = false,
}: Shown & { changes: readonly ChangeView[]; isWhole?: boolean }) {
  if (changes.length === 0) return null;
  const shown = isWhole ? changes.length : SHOWN_LINES;
  const line = (change: ChangeView) => <ChangeLine key={change.id} change={change} names={names} reader={reader} />;
  const rest = changes.slice(shown);
  return (
    <div className="changes">
      <ul>{changes.slice(0, shown).map(line)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{plural(rest.length, more, reader.locale)}</summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
    </div>
  );
}
