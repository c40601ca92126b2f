import { bellName, UnreadCount } from '@/components/notifications/bell';
import { Avatar } from '@/components/ui/avatar';
import { type IconName, withIcon } from '@/components/ui/icon';
import type { GroupLine, ObjectLine } from '@/lib/feed/view-models';

/** Where one is: a section, or a group by its slug. */
export type NavigationKey =
  | 'home'
  | 'people'
  | 'groups'
  | 'topics'
  | 'records'
  | 'notifications'
  | 'search'
  | 'profile'
  | 'settings'
  | 'setup'
  | `group:${string}`
  | `object:${string}`;

const entries: { section: NavigationKey; href: string; label: string; icon: IconName }[] = [
  { section: 'home', href: '/', label: 'Home', icon: 'home' },
  { section: 'people', href: '/people', label: 'People', icon: 'people' },
  { section: 'groups', href: '/groups', label: 'Groups', icon: 'group' },
  { section: 'topics', href: '/topics', label: 'Topics', icon: 'topic' },
];

function GroupLink({ group, current }: { group: GroupLine; current: NavigationKey | undefined }) {
  return (
    <li>
      <a
        className="group-link"
        href={`/groups/${group.slug}`}
        aria-current={current === `group:${group.slug}` ? 'page' : undefined}
      >
        <Avatar id={group.id} name={group.name} photoId={group.photoId} size={20} square />
        <bdi>{group.name}</bdi>
        {group.access !== 'public' && (
          <span className="i i-lock ms-auto [--s:15px]" role="img" aria-label={group.access} />
        )}
      </a>
    </li>
  );
}

function NotificationsLink({ unreadCount, isCurrent }: { unreadCount: number; isCurrent: boolean }) {
  return (
    <a
      className={withIcon('bell')}
      href="/notifications"
      aria-label={bellName(unreadCount)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      Notifications
      <UnreadCount count={unreadCount} />
    </a>
  );
}

const isRecords = (current: NavigationKey | undefined) =>
  current === 'records' || current?.startsWith('object:') === true;

/** Records, and, for whoever is among them, by object: elsewhere the kinds would cost every page more than they help. */
function RecordsEntry({ objects, current }: { objects: readonly ObjectLine[]; current: NavigationKey | undefined }) {
  return (
    <li>
      <a className={withIcon('record')} href="/records" aria-current={current === 'records' ? 'page' : undefined}>
        Records
      </a>
      {isRecords(current) && objects.length > 0 && (
        <ul className="nav-objects">
          {objects.map(({ apiName, plural }) => (
            <li key={apiName}>
              <a href={`/records/${apiName}`} aria-current={current === `object:${apiName}` ? 'page' : undefined}>
                <bdi>{plural}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

type MainNavProps = {
  current: NavigationKey | undefined;
  groups: readonly GroupLine[];
  objects: readonly ObjectLine[];
  unreadCount: number;
};

/** The navigation beside the page, from 768 px. */
export function MainNav({ current, groups, objects, unreadCount }: MainNavProps) {
  return (
    <nav className="side" aria-label="Main">
      <ul>
        {entries.map(({ section, href, label, icon }) => (
          <li key={section}>
            <a className={withIcon(icon)} href={href} aria-current={current === section ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
        <RecordsEntry objects={objects} current={current} />
        <li>
          <NotificationsLink unreadCount={unreadCount} isCurrent={current === 'notifications'} />
        </li>
      </ul>
      {groups.length > 0 && (
        <>
          <h2 className="card-title">Your groups</h2>
          <ul>
            {groups.map((group) => (
              <GroupLink key={group.id} group={group} current={current} />
            ))}
          </ul>
        </>
      )}
      <button type="button" className="js-only act i i-keyboard meta mt-5 px-2.5" data-shortcuts-help>
        Keyboard shortcuts
      </button>
    </nav>
  );
}
