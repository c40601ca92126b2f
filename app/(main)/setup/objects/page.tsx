import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { DeletedObjects, ObjectList } from '@/components/object-setup/object-list';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { listDefinedObjects } from '@/lib/objects/setup-queries';

export default visit(async (viewer) => {
  const [used, deleted] = await Promise.all([listDefinedObjects(viewer), listDefinedObjects(viewer, 'deleted')]);
  const add = (
    <ButtonLink look="primary" icon="plus" href="/setup/objects/new">
      New object
    </ButtonLink>
  );
  return {
    title: 'Objects · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="The kinds of records that people work on, and what each record says." end={add}>
          Objects
        </PageTitle>
        <SetupTabs current="objects" />
        <ObjectList objects={used} locale={viewer.locale} />
        <DeletedObjects objects={deleted} locale={viewer.locale} />
      </>
    ),
  };
});
