import { type RecordLine, recordPath } from '@/lib/records/rules';

/** The way up from a page about a record: all objects, the object's records, and the record. */
export function RecordTrail({ record, plural }: { record: RecordLine; plural: string }) {
  return (
    <nav aria-label="Breadcrumb" className="trail meta">
      <a href="/records">Records</a>
      <a href={`/records/${record.object}`} dir="auto">
        {plural}
      </a>
      <a href={recordPath(record)} dir="auto">
        {record.name}
      </a>
    </nav>
  );
}
