import { Button } from '@/components/ui/button';
import { plural } from '@/lib/format';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import { moveRecordAction } from '@/lib/records/actions';
import type { PathStep } from '@/lib/records/view-models';

const words: Record<PathStep['state'], string> = {
  done: 'done',
  now: 'now',
  next: '',
  won: 'won',
  lost: 'closed',
  skipped: 'left out',
};

function Step({ step, locale }: { step: PathStep; locale: string }) {
  const days = step.days === null ? '' : plural(step.days, { zero: 'today', one: '# day', other: '# days' }, locale);
  const isHere = step.state === 'now' || step.state === 'won' || step.state === 'lost';
  const under = isHere && step.days === 0 ? `${words[step.state]} · since today` : '';
  const said = under || [words[step.state], step.days === 0 ? 'less than a day' : days].filter(Boolean).join(' · ');
  return (
    <li className={`step is-${step.state}`} aria-current={isHere ? 'step' : undefined}>
      <b dir="auto">{step.label}</b>
      {said && <span>{said}</span>}
    </li>
  );
}

type Movable = { id: string; field: FieldView; current: StoredValue };

/** Moves the record without leaving its page. */
function Move({ id, field, current }: Movable) {
  const here = typeof current === 'string' ? current : '';
  const offered = field.options.filter(({ isActive, value }) => isActive || value === here);
  return (
    <form action={moveRecordAction} className="move">
      <input type="hidden" name="recordId" value={id} />
      <input type="hidden" name="from" value={here} />
      <label htmlFor="move-to" className="meta" dir="auto">
        {field.label}
      </label>
      <select id="move-to" name="to" className="input" defaultValue={here} key={here}>
        {here === '' && <option value="">—</option>}
        {offered.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Button small>Move</Button>
    </form>
  );
}

type RecordPathProps = { steps: readonly PathStep[]; move: Movable | null; label: string; locale: string };

/** The stages of a record across its page, with the days in each, and a way to the next. */
export function RecordPath({ steps, move, label, locale }: RecordPathProps) {
  return (
    <section className="path" aria-label={label}>
      <ol className="steps">
        {steps.map((step) => (
          <Step key={step.key} step={step} locale={locale} />
        ))}
      </ol>
      {move && <Move {...move} />}
    </section>
  );
}
