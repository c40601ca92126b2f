import { bellName, UnreadCount } from '@/components/notifications/bell';
import { Avatar } from '@/components/ui/avatar';
import { withIcon } from '@/components/ui/icon';
import type { FrameViewer } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';
import { AccountLinks } from './account-menu';
import type { NavigationKey } from './main-nav';

/** The navigation below the page, for thumbs, under 768 px. */
export function BottomBar({
  viewer,
  current,
  signOut,
}: {
  viewer: FrameViewer;
  current: NavigationKey | undefined;
  signOut: ButtonAction;
}) {
  const mark = (section: NavigationKey) => (current === section ? 'page' : undefined);
  return (
    <nav className="bar" aria-label="Main">
      <a className={withIcon('home')} href="/" aria-current={mark('home')}>
        Home
      </a>
      <a className={withIcon('search')} href="/search" aria-current={mark('search')}>
        Search
      </a>
      <a className={withIcon('plus')} href="/?compose=1#publisher">
        Post
      </a>
      <a className={withIcon('group')} href="/groups" aria-current={mark('groups')}>
        Groups
      </a>
      <details className="menu" name="menu">
        <summary className={withIcon('menu')}>Menu</summary>
        <div className="menu-list">
          <a className={withIcon('people')} href="/people" aria-current={mark('people')}>
            People
          </a>
          <a className={withIcon('topic')} href="/topics" aria-current={mark('topics')}>
            Topics
          </a>
          <a className={withIcon('record')} href="/records" aria-current={mark('records')}>
            Records
          </a>
          <a
            className={withIcon('bell')}
            href="/notifications"
            aria-label={bellName(viewer.unreadCount)}
            aria-current={mark('notifications')}
          >
            Notifications
            <UnreadCount count={viewer.unreadCount} />
          </a>
          {viewer.recentGroups.map((group) => (
            <a key={group.id} href={`/groups/${group.slug}`}>
              <Avatar id={group.id} name={group.name} photoId={group.photoId} size={20} square />
              <bdi>{group.name}</bdi>
            </a>
          ))}
          <hr />
          <AccountLinks viewer={viewer} signOut={signOut} />
        </div>
      </details>
    </nav>
  );
}
