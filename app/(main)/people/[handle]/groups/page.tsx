import { MemberOf } from '@/components/people/member-of';
import { profileHref } from '@/components/people/profile-header';
import { listGroupsOf } from '@/lib/people/queries';
import { href } from '../../../../feed-block';
import { profilePage } from '../profile-page';

export default profilePage('groups', async (viewer, { person, isSelf }, { search }) => {
  const { items, next } = await listGroupsOf(viewer, person.id, search.after);
  const nextHref = next && href(profileHref(person.handle, 'groups'), { after: next });
  return <MemberOf groups={items} nextHref={nextHref} isSelf={isSelf} />;
});
