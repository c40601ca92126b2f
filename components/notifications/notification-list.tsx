import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Reader } from '@/lib/feed/view-models';
import { settingsPath } from '@/lib/notifications/rules';
import type { NotificationLine } from '@/lib/notifications/view-models';
import { Line } from './line';

function NothingHere({ isUnread }: { isUnread: boolean }) {
  if (isUnread)
    return (
      <EmptyState
        title="You have read everything"
        action={<ButtonLink href="/notifications">See what came before</ButtonLink>}
      >
        What comes next is listed here until you open it or mark it as read.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing has come yet"
      action={<ButtonLink href={settingsPath}>Choose what you are told of</ButtonLink>}
    >
      Who mentions you, answers you or likes what you wrote stands here, and what your groups announce.
    </EmptyState>
  );
}

type ListProps = { items: readonly NotificationLine[]; isUnread: boolean; reader: Reader };

/** What came, newest first; what belongs to one thread is one line. */
export function NotificationList({ items, isUnread, reader }: ListProps) {
  if (items.length === 0) return <NothingHere isUnread={isUnread} />;
  return (
    <ol className="card notes" aria-label="Notifications">
      {items.map((line) => (
        <Line key={line.id} line={line} reader={reader} />
      ))}
    </ol>
  );
}
