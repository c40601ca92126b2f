import { FollowList } from '@/components/follow/follow-list';
import { profileHref } from '@/components/people/profile-header';
import { listFollowers } from '@/lib/follow/queries';
import { href } from '../../../../feed-block';
import { profilePage } from '../profile-page';

export default profilePage('followers', async (viewer, { person }, { search }) => {
  const page = await listFollowers(viewer, person.id, search.after);
  const nextHref = page.next && href(profileHref(person.handle, 'followers'), { after: page.next });
  const empty = { title: 'No followers yet', text: 'Whoever follows will be listed here.' };
  return <FollowList page={page} nextHref={nextHref} empty={empty} />;
});
