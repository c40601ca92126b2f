import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, objectsStep } from '@/components/object-setup/crumbs';
import { FieldList } from '@/components/object-setup/field-list';
import { EditObjectForm } from '@/components/object-setup/object-form';
import { AccessPart, DeletePart, TrackingPart } from '@/components/object-setup/object-links';
import { Part } from '@/components/object-setup/part';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { getCustomObject } from '@/lib/objects/setup-queries';

export default visit(async (viewer, { params: { object: apiName = '' } }) => {
  const object = await getCustomObject(viewer, apiName);
  return {
    title: `${object.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle end={<ButtonLink href={`/records/${object.apiName}`}>Open its records</ButtonLink>}>
          {object.label}
        </PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep]} />
        <FieldList object={object} />
        <Part title="Object">
          <p className="meta">
            API name <code>{object.apiName}</code>
          </p>
          <EditObjectForm object={object} />
        </Part>
        <AccessPart object={object} locale={viewer.locale} />
        <TrackingPart object={object} />
        <DeletePart object={object} />
      </>
    ),
  };
});
