import { ButtonLink } from '@/components/ui/button';
import { accessNames, accessSentences, countText } from '@/lib/objects/setup-rules';
import type { DefinedObject } from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { object: DefinedObject; locale: string };

/** Who sees the records, and where to change it. */
export function AccessPart({ object, locale }: Props) {
  return (
    <Part title="Default access">
      <p className="text-pretty">
        <strong>{accessNames[object.access]}.</strong> {accessSentences[object.access]}
      </p>
      <div className="form-end">
        <ButtonLink href={`/setup/objects/${object.apiName}/access`}>Change default access</ButtonLink>
        <span className="meta">Records: {countText(object.records, locale)}</span>
      </div>
    </Part>
  );
}

/** What its records announce, and where to change it. */
export function TrackingPart({ object }: { object: DefinedObject }) {
  const tracked = object.fields.filter(({ isTracked }) => isTracked);
  const labels = tracked.map(({ label }) => label).join(', ');
  return (
    <Part title="Feed tracking">
      <p className="text-pretty wrap-anywhere">
        {object.isTracked
          ? `New records are announced, and changes of ${labels || 'no field'}.`
          : 'Nothing is announced, and records cannot be followed.'}
      </p>
      <div className="form-end">
        <ButtonLink href={`/setup/tracking/${object.apiName}`}>Choose what is tracked</ButtonLink>
      </div>
    </Part>
  );
}

/** Objects that were added here can be taken out of use. */
export function DeletePart({ object }: { object: DefinedObject }) {
  if (object.isStandard) return null;
  return (
    <Part title="Delete">
      <p className="text-pretty">
        Its records are then in no list, feed or search. You can restore it with all of them.
      </p>
      <div className="form-end">
        <ButtonLink look="danger" href={`/setup/objects/${object.apiName}/delete`}>
          Delete this object …
        </ButtonLink>
      </div>
    </Part>
  );
}
