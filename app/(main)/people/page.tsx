import { SuggestionRows } from '@/components/suggestions/suggestion-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { Tabs } from '@/components/ui/tabs';
import type { Viewer } from '@/lib/access/viewer';
import { listSuggestions } from '@/lib/suggestions/queries';
import { PAGE_SIZE } from '@/lib/suggestions/rules';
import { visit } from '../../visit';
import { directory } from './directory.section';

async function suggested(viewer: Viewer) {
  const suggestions = await listSuggestions(viewer, PAGE_SIZE);
  if (suggestions.length === 0)
    return <EmptyState title="Nobody to suggest">You follow everyone who is near to your work.</EmptyState>;
  return (
    <div className="card px-4">
      <SuggestionRows suggestions={suggestions} locale={viewer.locale} />
    </div>
  );
}

export default visit(async (viewer, { search }) => {
  const isSuggested = search.view === 'suggested';
  return {
    title: isSuggested ? 'Suggested people and groups' : 'People',
    current: 'people',
    live: search.q ? undefined : { about: [] },
    width: 'list',
    body: (
      <>
        <PageTitle>People</PageTitle>
        <Tabs
          label="People"
          tabs={[
            { label: 'Everyone', href: '/people', isCurrent: !isSuggested },
            { label: 'Suggested', href: '/people?view=suggested', isCurrent: isSuggested },
          ]}
        />
        {isSuggested ? await suggested(viewer) : await directory(viewer, search)}
      </>
    ),
  };
});
