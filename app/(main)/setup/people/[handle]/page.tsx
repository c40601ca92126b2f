import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { PersonAdmin } from '@/components/administration/person-admin';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { getPerson } from '@/lib/administration/queries';

export default visit(async (viewer, { params: { handle = '' }, session }) => {
  const person = await getPerson(viewer, handle);
  return {
    title: `${person.name} · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>{person.name}</PageTitle>
        <SetupTabs current="people" />
        <PersonAdmin person={person} reader={readerOf(session)} />
      </>
    ),
  };
});
