import { Bell } from '@/components/notifications/bell';
import { Avatar } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import type { FrameViewer } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';
import { AccountLinks } from './account-menu';
import type { NavigationKey } from './main-nav';

type TopBarProps = {
  viewer: FrameViewer;
  current: NavigationKey | undefined;
  query?: string;
  signOut: ButtonAction;
};

/** The header: mark, search, the way to write, the bell, and the account. */
export function TopBar({ viewer, current, query, signOut }: TopBarProps) {
  return (
    <header className="top">
      <div className="top-in">
        <a className="mark" href="/" aria-label="Chatter, to Home">
          Chatter
        </a>
        <search>
          <form className="find i i-search" action="/search" method="get">
            <input
              className="input"
              type="search"
              name="q"
              aria-label="Search"
              aria-keyshortcuts="/"
              placeholder="Search people, posts, #topics"
              autoComplete="off"
              defaultValue={query}
              dir="auto"
            />
            <span className="kbd js-only" aria-hidden="true">
              /
            </span>
          </form>
        </search>
        <div className="top-end">
          <ButtonLink look="primary" icon="pen" href="/?compose=1#publisher">
            Post
          </ButtonLink>
          <Bell unreadCount={viewer.unreadCount} isCurrent={current === 'notifications'} />
          <Menu
            label={`Account of ${viewer.name}`}
            className=""
            summary={<Avatar id={viewer.id} name={viewer.name} photoId={viewer.photoId} size={36} />}
          >
            <AccountLinks viewer={viewer} signOut={signOut} />
          </Menu>
        </div>
      </div>
    </header>
  );
}
