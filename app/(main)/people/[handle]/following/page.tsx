import { FollowCounts } from '@/components/follow/follow-counts';
import { FollowFor } from '@/components/follow/follow-for';
import { FollowList } from '@/components/follow/follow-list';
import { profileHref } from '@/components/people/profile-header';
import { countFollowing, listFollowing } from '@/lib/follow/queries';
import { href } from '../../../../feed-block';
import { profilePage } from '../profile-page';

export default profilePage('following', async (viewer, { person, isSelf }, { search }) => {
  const [page, counts] = await Promise.all([
    listFollowing(viewer, person.id, search.after),
    countFollowing(viewer, person.id),
  ]);
  const nextHref = page.next && href(profileHref(person.handle, 'following'), { after: page.next });
  const text = isSelf
    ? 'Follow people, topics and records, and what they share reaches your Home. You can leave each of them here.'
    : 'People, topics and records that they follow will be listed here.';
  const looksAfter = !isSelf && person.isActive && viewer.permissions.has('modify_all_users');
  return (
    <>
      <FollowCounts counts={counts} locale={viewer.locale} />
      <FollowList
        page={page}
        nextHref={nextHref}
        empty={{ title: 'Nobody and nothing yet', text }}
        endFor={looksAfter ? person : null}
      />
      {looksAfter && <FollowFor personId={person.id} name={person.name} />}
    </>
  );
});
