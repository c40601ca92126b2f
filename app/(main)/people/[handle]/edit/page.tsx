import { ProfileForm } from '@/components/people/profile-form';
import { Pictures } from '@/components/photos/pictures';
import { PageTitle } from '@/components/ui/page-title';
import { getEditableProfile } from '@/lib/people/queries';
import { visit } from '../../../../visit';
import { uploadProblem } from '../../upload-problem';

export default visit(async (viewer, { params, search }) => {
  const profile = await getEditableProfile(viewer, params.handle ?? '');
  return {
    title: `Edit ${profile.name}`,
    current: 'people',
    body: (
      <>
        <PageTitle lead="What you change here is noted in the audit log.">Edit {profile.name}</PageTitle>
        <Pictures
          subjectId={profile.id}
          photoId={profile.photoId}
          bannerId={profile.bannerId}
          path={`/people/${profile.handle}/edit`}
          problem={uploadProblem(search)}
        />
        <ProfileForm profile={profile} locale={viewer.locale} />
      </>
    ),
  };
});
