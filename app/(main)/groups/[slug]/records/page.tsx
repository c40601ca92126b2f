import { GroupRecordList } from '@/components/group-records/group-record-list';
import { OlderLink } from '@/components/ui/older-link';
import { listGroupRecords } from '@/lib/group-records/queries';
import { href } from '../../../../feed-block';
import { groupPage } from '../group-page';

export default groupPage('records', async (eyes, group, { search }) => {
  const path = `/groups/${group.slug}/records`;
  const page = await listGroupRecords(eyes, group.id, { after: search.after });
  return (
    <>
      <GroupRecordList page={page} groupId={group.id} clock={eyes} />
      <OlderLink href={page.next && href(path, { after: page.next })}>More records</OlderLink>
    </>
  );
});
