import { About } from '@/components/people/about';
import { getActivity } from '@/lib/people/queries';
import { profilePage } from '../profile-page';

export default profilePage('about', async (viewer, profile) => {
  const activity = await getActivity(viewer, profile.person.id);
  const reader = { locale: viewer.locale, now: new Date().toISOString() };
  return <About profile={profile} activity={activity} reader={reader} />;
});
