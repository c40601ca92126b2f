import { GroupList } from '@/components/groups/group-list';
import { NoGroups } from '@/components/groups/no-groups';
import { ButtonLink } from '@/components/ui/button';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { SearchForm } from '@/components/ui/search-form';
import { Tabs } from '@/components/ui/tabs';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { listGroups } from '@/lib/groups/list-queries';
import { groupTabs } from '@/lib/groups/rules';
import { href, readerOf } from '../../feed-block';
import { visit } from '../../visit';

export default visit(async (viewer, { search, session }) => {
  const { q, before } = search;
  const tabs = groupTabs.filter(({ tab }) => tab !== 'all' || viewer.kind === 'internal');
  const { tab } = tabs.find((known) => known.tab === search.tab) ?? { tab: 'mine' as const };
  if (q) await countUse(limits.search, viewer.id);
  const { items, next } = await listGroups(viewer, { tab, q, before });
  const mayCreate = viewer.kind === 'internal' && viewer.permissions.has('create_groups');
  const create = (
    <ButtonLink look="primary" icon="plus" href="/groups/new">
      New group
    </ButtonLink>
  );
  return {
    title: 'Groups',
    current: 'groups',
    live: q ? undefined : { about: [] },
    width: 'list',
    body: (
      <>
        <PageTitle end={mayCreate && create}>Groups</PageTitle>
        <Tabs
          label="Groups"
          tabs={tabs.map((known) => ({
            label: known.label,
            href: href('/groups', { tab: known.tab, q }),
            isCurrent: known.tab === tab,
          }))}
        />
        <SearchForm action="/groups" label="Find a group" query={q} fields={{ tab }} />
        {items.length > 0 ? (
          <GroupList groups={items} clock={readerOf(session)} />
        ) : (
          <NoGroups tab={tab} isSearch={Boolean(q)} isGuest={viewer.kind === 'guest'} />
        )}
        <OlderLink href={next && href('/groups', { tab, q, before: next })}>More groups</OlderLink>
      </>
    ),
  };
});
