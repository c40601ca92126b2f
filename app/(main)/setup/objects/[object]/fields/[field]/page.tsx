import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { EditFieldForm } from '@/components/object-setup/field-form';
import { DeleteFieldPart, ReadingPart } from '@/components/object-setup/field-links';
import { Part } from '@/components/object-setup/part';
import { ValuesForm } from '@/components/object-setup/values-form';
import { PageTitle } from '@/components/ui/page-title';
import { getDefinedField } from '@/lib/objects/setup-queries';
import { isPicklist } from '@/lib/objects/setup-rules';

export default visit(async (viewer, { params: { object: apiName = '', field: fieldName = '' } }) => {
  const { object, field } = await getDefinedField(viewer, apiName, fieldName);
  return {
    title: `${field.label} of ${object.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>{field.label}</PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep, objectStep(object)]} />
        <Part title="Field">
          <EditFieldForm object={object} field={field} />
        </Part>
        {isPicklist(field.type) && (
          <Part title="Values" id="values-part">
            <ValuesForm object={object} field={field} />
          </Part>
        )}
        {field.role === null && <ReadingPart object={object} field={field} />}
        {!field.isStandard && field.role === null && <DeleteFieldPart object={object} field={field} />}
      </>
    ),
  };
});
