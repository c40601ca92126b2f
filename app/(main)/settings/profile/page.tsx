import { ProfileForm } from '@/components/people/profile-form';
import { SettingsTabs } from '@/components/people/settings-tabs';
import { Pictures } from '@/components/photos/pictures';
import { PageTitle } from '@/components/ui/page-title';
import { getOwnProfile } from '@/lib/people/queries';
import { visit } from '../../../visit';
import { uploadProblem } from '../../people/upload-problem';

export default visit(async (viewer, { search }) => {
  const profile = await getOwnProfile(viewer);
  return {
    title: 'Your profile',
    current: 'settings',
    body: (
      <>
        <PageTitle>Your profile</PageTitle>
        <SettingsTabs current="profile" />
        <Pictures
          subjectId={profile.id}
          photoId={profile.photoId}
          bannerId={profile.bannerId}
          path="/settings/profile"
          problem={uploadProblem(search)}
        />
        <ProfileForm profile={profile} locale={viewer.locale} />
      </>
    ),
  };
});
