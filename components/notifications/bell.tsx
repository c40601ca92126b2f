import { withIcon } from '@/components/ui/icon';

const MOST = 99;

const shown = (count: number) => (count > MOST ? `${MOST}+` : String(count));

/** What the way to the notifications is called: with how many were not read yet. */
export function bellName(unreadCount: number): string {
  return unreadCount > 0 ? `Notifications, ${shown(unreadCount)} unread` : 'Notifications';
}

/** How many were not read yet, drawn for the eye: the name of the link says it in words. */
export function UnreadCount({ count }: { count: number }) {
  return count > 0 && <span className="count" data-count={shown(count)} />;
}

/** The way to the notifications in the header. */
export function Bell({ unreadCount, isCurrent }: { unreadCount: number; isCurrent: boolean }) {
  return (
    <a
      className={withIcon('bell', 'bell')}
      href="/notifications"
      aria-label={bellName(unreadCount)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <UnreadCount count={unreadCount} />
    </a>
  );
}
