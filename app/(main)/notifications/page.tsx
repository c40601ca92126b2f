import { href, readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { NotificationList } from '@/components/notifications/notification-list';
import { ButtonForm, ButtonLink } from '@/components/ui/button';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { Tabs } from '@/components/ui/tabs';
import { markReadAction } from '@/lib/notifications/actions';
import { listNotifications } from '@/lib/notifications/queries';
import { settingsPath } from '@/lib/notifications/rules';

const path = '/notifications';

export default visit(async (viewer, { search, session }) => {
  const isUnread = search.show === 'unread';
  const show = isUnread ? 'unread' : undefined;
  const { items, next } = await listNotifications(viewer, { before: search.before, isUnread });
  const newest = search.before ? undefined : items[0];
  const buttons = (
    <>
      {newest && session.unreadCount > 0 && (
        <ButtonForm action={markReadAction} fields={{ upTo: newest.id }} icon="check">
          Mark all as read
        </ButtonForm>
      )}
      <ButtonLink look="quiet" icon="settings" href={settingsPath}>
        Settings
      </ButtonLink>
    </>
  );
  return {
    title: 'Notifications',
    current: 'notifications',
    live: search.before ? undefined : { about: [] },
    body: (
      <>
        <PageTitle end={buttons}>Notifications</PageTitle>
        <Tabs
          label="Notifications"
          tabs={[
            { label: 'All', href: path, isCurrent: !isUnread },
            { label: 'Unread', href: `${path}?show=unread`, isCurrent: isUnread },
          ]}
        />
        <NotificationList items={items} isUnread={isUnread} reader={readerOf(session)} />
        <OlderLink href={next && href(path, { show, before: next })}>Older notifications</OlderLink>
      </>
    ),
  };
});
