import { FollowList } from '@/components/follow/follow-list';
import { profileHref } from '@/components/people/profile-header';
import { listFollowing } from '@/lib/follow/queries';
import { href } from '../../../../feed-block';
import { profilePage } from '../profile-page';

export default profilePage('following', async (viewer, { person, isSelf }, { search }) => {
  const page = await listFollowing(viewer, person.id, search.after);
  const nextHref = page.next && href(profileHref(person.handle, 'following'), { after: page.next });
  const text = isSelf
    ? 'Follow people and topics, and what they share reaches your Home. You can leave each of them here.'
    : 'People and topics that they follow will be listed here.';
  return <FollowList page={page} nextHref={nextHref} empty={{ title: 'Nobody and nothing yet', text }} />;
});
