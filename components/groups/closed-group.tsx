import { EmptyState } from '@/components/ui/empty-state';
import type { GroupView } from '@/lib/groups/view-models';

/** In place of a private group's posts, for those who are not in it. */
export function ClosedGroup({ group }: { group: GroupView }) {
  if (group.hasAsked)
    return (
      <EmptyState title="You have asked to join">
        The owner and managers decide. Until then the posts are for members only.
      </EmptyState>
    );
  return (
    <EmptyState title="The posts are for members only">
      {group.can.ask ? 'Ask to join, and the owner or a manager will answer.' : 'Its owner or a manager can add you.'}
    </EmptyState>
  );
}
