import { ObjectsList, RecordMentions } from '@/components/list-views/objects-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { listNewestRecords, listRecentRecords, summariseObjects } from '@/lib/list-views/home-queries';
import { listObjects } from '@/lib/objects/queries';
import { readerOf } from '../../feed-block';
import { visit } from '../../visit';

export default visit(async (viewer, { session }) => {
  const [objects, recent, newest] = await Promise.all([
    listObjects(viewer).then((all) => summariseObjects(viewer, all, session.stamp)),
    listRecentRecords(viewer),
    listNewestRecords(viewer),
  ]);
  const clock = readerOf(session);
  return {
    title: 'Records',
    current: 'records',
    width: 'list',
    body: (
      <>
        <PageTitle>Records</PageTitle>
        {objects.length > 0 ? (
          <ObjectsList objects={objects} locale={viewer.locale} />
        ) : (
          <EmptyState title="No records are open to you">
            Whoever works with you can share a record with you.
          </EmptyState>
        )}
        <RecordMentions title="Recently viewed" records={recent} clock={clock} />
        <RecordMentions title="Your newest" records={newest} clock={clock} />
      </>
    ),
  };
});
