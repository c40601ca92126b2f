import { ArchiveForm, DeleteLink, TransferForm } from '@/components/groups/life-forms';
import { SettingsForm } from '@/components/groups/settings-form';
import { Pictures } from '@/components/photos/pictures';
import { listHeirs } from '@/lib/groups/member-queries';
import { uploadProblem } from '../../../people/upload-problem';
import { groupPage } from '../group-page';

export default groupPage('settings', async (eyes, group, { search }) => {
  const heirs = group.can.transfer ? await listHeirs(eyes, group.id) : [];
  return (
    <>
      <SettingsForm group={group} />
      <Pictures
        subjectId={group.id}
        photoId={group.photoId}
        path={`/groups/${group.slug}/settings`}
        problem={uploadProblem(search)}
      />
      {group.can.transfer && <TransferForm group={group} heirs={heirs} />}
      {group.can.archive && <ArchiveForm group={group} />}
      {group.can.delete && <DeleteLink group={group} />}
    </>
  );
});
