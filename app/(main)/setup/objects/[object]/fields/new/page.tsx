import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { NewFieldForm } from '@/components/object-setup/field-form';
import { TypeChoice } from '@/components/object-setup/type-choice';
import { PageTitle } from '@/components/ui/page-title';
import { newId } from '@/lib/ids';
import { getCustomObject, listDefinedObjects } from '@/lib/objects/setup-queries';
import { fieldTypes } from '@/lib/objects/view-models';

export default visit(async (viewer, { params: { object: apiName = '' }, search }) => {
  const [object, targets] = await Promise.all([getCustomObject(viewer, apiName), listDefinedObjects(viewer)]);
  const type = fieldTypes.find((one) => one === search.type);
  return {
    title: `New field of ${object.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead={type ? undefined : 'What is put into it? The type of a field never changes.'}>
          New field of {object.label}
        </PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep, objectStep(object)]} />
        {type ? (
          <NewFieldForm object={object} type={type} id={newId()} targets={targets} />
        ) : (
          <TypeChoice object={object.apiName} />
        )}
      </>
    ),
  };
});
