import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Crumbs, objectsStep } from '@/components/object-setup/crumbs';
import { NewObjectForm } from '@/components/object-setup/object-form';
import { PageTitle } from '@/components/ui/page-title';
import { demandAdmin } from '@/lib/administration/queries';
import { newId } from '@/lib/ids';

export default visit(async (viewer) => {
  demandAdmin(viewer);
  return {
    title: 'New object · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>New object</PageTitle>
        <SetupTabs current="objects" />
        <Crumbs steps={[objectsStep]} />
        <NewObjectForm id={newId()} />
      </>
    ),
  };
});
