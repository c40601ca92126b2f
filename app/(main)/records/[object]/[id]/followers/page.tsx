import { FollowList } from '@/components/follow/follow-list';
import { recordHref } from '@/components/records/record-header';
import { listRecordFollowers } from '@/lib/records/related-queries';
import { href } from '../../../../../feed-block';
import { partPage } from '../record-page';

export default partPage({ title: 'Followers' }, async (eyes, record, { search }) => {
  const page = await listRecordFollowers(eyes, record.id, search.after);
  const nextHref = page.next && href(recordHref(record, 'followers'), { after: page.next });
  const empty = { title: 'No followers yet', text: 'Whoever follows this will be listed here.' };
  return { body: <FollowList page={page} nextHref={nextHref} empty={empty} /> };
});
