import { recordHref } from '@/components/records/record-header';
import { RecordHistory } from '@/components/records/record-history';
import { listHistory } from '@/lib/records/history-queries';
import { href, readerOf } from '../../../../../feed-block';
import { partPage } from '../record-page';

const lead = 'Every save, newest first, in the fields that you may read.';

export default partPage({ title: 'History', lead }, async (eyes, record, { search, session }) => {
  const page = await listHistory(eyes, record.id, search.before);
  const olderHref = page.next && href(recordHref(record, 'history'), { before: page.next });
  return { body: <RecordHistory page={page} olderHref={olderHref} reader={readerOf(session)} /> };
});
