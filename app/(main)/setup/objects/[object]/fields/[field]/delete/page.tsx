import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, fieldStep, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { DeleteFieldForm } from '@/components/object-setup/delete-forms';
import { PageTitle } from '@/components/ui/page-title';
import { getFieldToDelete, getFieldUses } from '@/lib/objects/setup-queries';

export default visit(async (viewer, { params: { object: apiName = '', field: fieldName = '' } }) => {
  const { object, field } = await getFieldToDelete(viewer, apiName, fieldName);
  const uses = await getFieldUses(viewer, field.id);
  return {
    title: `Delete ${field.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>Delete {field.label}?</PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep, objectStep(object), fieldStep(object, field)]} />
        <DeleteFieldForm object={object} field={field} uses={uses} locale={viewer.locale} />
      </>
    ),
  };
});
