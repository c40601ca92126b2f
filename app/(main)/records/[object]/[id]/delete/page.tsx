import { DeleteForm } from '@/components/record-access/delete-form';
import { PageTitle } from '@/components/ui/page-title';
import { getDeletion } from '@/lib/record-access/queries';
import { visit } from '../../../../../visit';

export default visit(async (viewer, { params }) => {
  const deletion = await getDeletion(viewer, params.object ?? '', params.id ?? '');
  return {
    title: `Delete ${deletion.record.name}`,
    current: 'records',
    body: (
      <>
        <PageTitle>Delete {deletion.record.name}</PageTitle>
        <DeleteForm deletion={deletion} locale={viewer.locale} />
      </>
    ),
  };
});
