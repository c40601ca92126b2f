import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { AccessChoice, ConfirmAccess } from '@/components/object-setup/access-form';
import { Crumbs, objectStep, objectsStep } from '@/components/object-setup/crumbs';
import { PageTitle } from '@/components/ui/page-title';
import { getAccessChange, getCustomObject } from '@/lib/objects/setup-queries';

export default visit(async (viewer, { params: { object: apiName = '' }, search: { to: asked } }) => {
  const object = await getCustomObject(viewer, apiName);
  const to = asked === 'private' || asked === 'read' || asked === 'write' ? asked : null;
  const change = to && to !== object.access ? await getAccessChange(viewer, object, to) : null;
  return {
    title: `Default access of ${object.label} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="What colleagues may do with a record that nobody shared with them.">
          Default access of {object.label}
        </PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep, objectStep(object)]} />
        <AccessChoice object={object} to={to} />
        {to && change && <ConfirmAccess object={object} to={to} change={change} locale={viewer.locale} />}
      </>
    ),
  };
});
