import { PageTitle } from '@/components/ui/page-title';
import type { RecordView } from '@/lib/records/view-models';
import { recordHref, Trail } from './record-header';

/** The head of a page below a record: the way back, and what this is. */
export function RecordPlace({ record, title, lead }: { record: RecordView; title: string; lead?: string | undefined }) {
  return (
    <>
      <Trail record={record}>
        <a href={recordHref(record)} dir="auto">
          {record.name}
        </a>
      </Trail>
      <PageTitle lead={lead}>{title}</PageTitle>
    </>
  );
}
