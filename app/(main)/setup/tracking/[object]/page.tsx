import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs } from '@/components/object-setup/crumbs';
import { TrackingForm } from '@/components/object-setup/tracking-form';
import { PageTitle } from '@/components/ui/page-title';
import { getDefinedObject } from '@/lib/objects/setup-queries';

export default visit(async (viewer, { params: { object: apiName = '' } }) => {
  const object = await getDefinedObject(viewer, apiName);
  return {
    title: `Tracking ${object.plural} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>What {object.plural} announce</PageTitle>
        <SetupTabs current="tracking" />
        <Crumbs steps={[{ href: '/setup/tracking', label: 'Feed tracking' }]} />
        <TrackingForm object={object} />
      </>
    ),
  };
});
