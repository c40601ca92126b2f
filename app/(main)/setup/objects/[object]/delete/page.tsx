import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { DeleteObjectForm } from '@/components/object-setup/delete-forms';
import { PageTitle } from '@/components/ui/page-title';
import { getObjectToDelete } from '@/lib/objects/setup-queries';

export default visit(async (viewer, { params: { object: apiName = '' } }) => {
  const { object, lookups } = await getObjectToDelete(viewer, apiName);
  return {
    title: `Delete ${object.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>Delete {object.label}?</PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep, objectStep(object)]} />
        <DeleteObjectForm object={object} lookups={lookups} locale={viewer.locale} />
      </>
    ),
  };
});
