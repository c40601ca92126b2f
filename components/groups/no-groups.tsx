import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { GroupTab } from '@/lib/groups/view-models';

const all = <ButtonLink href="/groups?tab=all">See all groups</ButtonLink>;

/** An empty list of groups says what belongs in it and offers the one next thing. */
export function NoGroups({ tab, isSearch, isGuest }: { tab: GroupTab; isSearch: boolean; isGuest: boolean }) {
  if (isSearch)
    return (
      <EmptyState title="No group has a name like that" action={tab === 'mine' && !isGuest ? all : undefined}>
        Try fewer words. Unlisted groups are found only by their members.
      </EmptyState>
    );
  if (tab === 'archived')
    return <EmptyState title="Nothing is archived">Groups that take no new posts any more are kept here.</EmptyState>;
  if (isGuest)
    return <EmptyState title="You are in no group yet">The groups that you were invited to appear here.</EmptyState>;
  return (
    <EmptyState
      title={tab === 'mine' ? 'You are in no group yet' : 'There are no groups yet'}
      action={tab === 'mine' ? all : undefined}
    >
      Groups are where teams, offices and subjects talk. Join one, or found your own.
    </EmptyState>
  );
}
