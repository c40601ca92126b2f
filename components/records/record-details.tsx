import { When } from '@/components/feed/when';
import type { PersonLine, Reader } from '@/lib/feed/view-models';
import type { FieldView } from '@/lib/objects/view-models';
import type { RecordView } from '@/lib/records/view-models';
import { ValueText } from './value-text';

function Fact({ field, record, reader }: { field: FieldView; record: RecordView; reader: Reader }) {
  return (
    <div>
      <dt className="meta" dir="auto">
        {field.label}
      </dt>
      <dd>
        <ValueText field={field} value={record.values[field.apiName]} reader={reader} names={record.names} />
      </dd>
    </div>
  );
}

function Stamp({ label, by, at, reader }: { label: string; by: PersonLine; at: string; reader: Reader }) {
  return (
    <div>
      <dt className="meta">{label}</dt>
      <dd>
        <When at={at} href={null} reader={reader} /> ·{' '}
        <a className="link" href={`/people/${by.handle}`} dir="auto">
          {by.name}
        </a>
      </dd>
    </div>
  );
}

/** What is known of a record, field by field. Folded on a phone; where there is room it always shows. */
export function RecordDetails({ record, reader }: { record: RecordView; reader: Reader }) {
  const shown = record.object.fields.filter(({ role }) => role !== 'name');
  return (
    <details className="card details">
      <summary>
        <h2 className="card-title">Details</h2>
      </summary>
      <dl className="facts">
        {shown.map((field) => (
          <Fact key={field.id} field={field} record={record} reader={reader} />
        ))}
        <Stamp label="Created" by={record.createdBy} at={record.createdAt} reader={reader} />
        {record.version > 1 && (
          <Stamp label="Last changed" by={record.updatedBy} at={record.updatedAt} reader={reader} />
        )}
      </dl>
    </details>
  );
}
