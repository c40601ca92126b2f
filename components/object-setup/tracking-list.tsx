import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field.client';
import { Pill } from '@/components/ui/pill';
import { setRetentionAction } from '@/lib/objects/actions';
import { MAX_KEPT_DAYS } from '@/lib/objects/setup-rules';
import type { TrackedObjectLine } from '@/lib/objects/setup-view-models';
import { Part } from './part';

/** Everything that can announce its changes. */
export function TrackingList({ objects }: { objects: readonly TrackedObjectLine[] }) {
  return (
    <ul className="rows card px-4">
      {objects.map((object) => (
        <li className="defined-row" key={object.apiName}>
          <div>
            <a className="strong" href={`/setup/tracking/${object.apiName}`} dir="auto">
              {object.plural}
            </a>
            <div className="meta">{object.tracked === 1 ? '1 field tracked' : `${object.tracked} fields tracked`}</div>
          </div>
          {object.isTracked ? <Pill tone="positive">Tracked</Pill> : <Pill>Off</Pill>}
        </li>
      ))}
    </ul>
  );
}

/** For how long changes stay in feeds. */
export function RetentionForm({ days }: { days: number | null }) {
  const text = days === null ? '' : String(days);
  return (
    <Part title="How long changes stay" id="retention">
      <ActionForm action={setRetentionAction} id="keep">
        <input type="hidden" name="before" value={text} />
        <Field
          name="days"
          label="Days"
          hint={`Changes that nobody liked or commented on leave feeds after so many days, up to ${MAX_KEPT_DAYS.toLocaleString('en')}. Left empty they stay for ever. The history of a record keeps them in any case.`}
          defaultValue={text}
          inputMode="numeric"
          autoComplete="off"
        />
        <div className="form-end">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    </Part>
  );
}
