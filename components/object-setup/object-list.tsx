import { ButtonForm } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { restoreObjectAction } from '@/lib/objects/actions';
import { accessNames, countText } from '@/lib/objects/setup-rules';
import type { DefinedObjectLine } from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { objects: readonly DefinedObjectLine[]; locale: string };

function recordsOf({ records }: DefinedObjectLine, locale: string): string {
  return records === 1 ? '1 record' : `${countText(records, locale)} records`;
}

function Line({ object, locale }: { object: DefinedObjectLine; locale: string }) {
  return (
    <li className="defined-row">
      <div>
        <a className="strong" href={`/setup/objects/${object.apiName}`} dir="auto">
          {object.plural}
        </a>
        <div className="meta">
          <code>{object.apiName}</code>
          {' · '}
          {recordsOf(object, locale)}
          {' · '}
          {accessNames[object.access]}
        </div>
      </div>
      <span className="pills">
        {object.isTracked && <Pill tone="positive">Tracked</Pill>}
        {!object.isStandard && <Pill tone="accent">Added here</Pill>}
      </span>
    </li>
  );
}

/** What kinds of records there are. */
export function ObjectList({ objects, locale }: Props) {
  return (
    <ul className="rows card px-4">
      {objects.map((object) => (
        <Line key={object.id} object={object} locale={locale} />
      ))}
    </ul>
  );
}

/** Objects that were deleted: whoever restores one has its records back. */
export function DeletedObjects({ objects, locale }: Props) {
  if (objects.length === 0) return null;
  return (
    <Part title="Deleted" id="deleted">
      <p className="meta">Nobody sees their records. Restored, they are back as they were.</p>
      <ul className="rows">
        {objects.map((object) => (
          <li className="defined-row" key={object.id}>
            <div>
              <span className="strong" dir="auto">
                {object.plural}
              </span>
              <div className="meta">
                <code>{object.apiName}</code>
                {' · '}
                {recordsOf(object, locale)}
              </div>
            </div>
            <ButtonForm
              action={restoreObjectAction}
              fields={{ objectId: object.id, version: String(object.version) }}
              aria-label={`Restore ${object.plural}`}
              small
            >
              Restore
            </ButtonForm>
          </li>
        ))}
      </ul>
    </Part>
  );
}
