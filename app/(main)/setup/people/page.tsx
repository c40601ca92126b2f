import { visit } from '@/app/visit';
import { PeopleFilter } from '@/components/administration/people-filter';
import { PeopleTable } from '@/components/administration/people-table';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { ButtonLink } from '@/components/ui/button';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { type PeopleFilter as Filter, listPeople } from '@/lib/administration/queries';

function filterOf(search: Record<string, string>): Filter {
  const { q = '', state, kind, after } = search;
  return {
    q: q.trim().slice(0, 100),
    state: state === 'deactivated' || state === 'all' ? state : 'active',
    kind: kind === 'internal' || kind === 'guest' ? kind : 'all',
    after,
  };
}

function nextHref({ q, state, kind }: Filter, next: string | null): string | null {
  return next && `/setup/people?${new URLSearchParams({ q, state, kind, after: next })}`;
}

export default visit(async (viewer, { search }) => {
  const filter = filterOf(search);
  const { items, next } = await listPeople(viewer, filter);
  const invite = (
    <ButtonLink look="primary" icon="plus" href="/setup/people/invite">
      Invite
    </ButtonLink>
  );
  return {
    title: 'People · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle end={invite}>People</PageTitle>
        <SetupTabs current="people" />
        <PeopleFilter q={filter.q} state={filter.state} kind={filter.kind} />
        <PeopleTable people={items} />
        <OlderLink href={nextHref(filter, next)}>More people</OlderLink>
      </>
    ),
  };
});
