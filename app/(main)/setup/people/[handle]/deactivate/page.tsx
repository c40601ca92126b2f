import { visit } from '@/app/visit';
import { DeactivateForm } from '@/components/administration/deactivate-form';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { getPersonToDeactivate } from '@/lib/administration/queries';

export default visit(async (viewer, { params: { handle = '' } }) => {
  const person = await getPersonToDeactivate(viewer, handle);
  return {
    title: `Deactivate ${person.name} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>Deactivate {person.name}?</PageTitle>
        <SetupTabs current="people" />
        <DeactivateForm person={person} locale={viewer.locale} />
      </>
    ),
  };
});
