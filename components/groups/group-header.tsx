import { GroupMenu } from '@/components/notifications/group-choices';
import { Avatar } from '@/components/ui/avatar';
import { Pill } from '@/components/ui/pill';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { plural } from '@/lib/format';
import { accessNames, accessSentences } from '@/lib/groups/rules';
import type { GroupView } from '@/lib/groups/view-models';
import { MembershipButtons } from './membership-buttons';

export type GroupTab = 'posts' | 'members' | 'records' | 'settings';

/** The address of a tab of a group's page. */
export function groupHref(slug: string, tab: GroupTab = 'posts'): string {
  return tab === 'posts' ? `/groups/${slug}` : `/groups/${slug}/${tab}`;
}

function States({ group }: { group: GroupView }) {
  return (
    <>
      {group.isArchived && <Pill tone="caution">Archived</Pill>}
      {group.isBroadcast && <Pill>Only managers post</Pill>}
      {group.allowsGuests && <Pill tone="accent">With guests</Pill>}
    </>
  );
}

function tabsOf({ slug, isOpen, allowsGuests, can }: GroupView, current: GroupTab): Tab[] {
  const names: [GroupTab, string, boolean][] = [
    ['posts', 'Posts', isOpen],
    ['members', 'Members', isOpen],
    ['records', 'Records', isOpen && !allowsGuests],
    ['settings', 'Settings', can.edit],
  ];
  return names
    .filter(([, , isThere]) => isThere)
    .map(([tab, label]) => ({ label, href: groupHref(slug, tab), isCurrent: tab === current }));
}

/** Where not everyone posts, the sentence about a public group does not say that everyone does. */
function sentenceOf({ access, isBroadcast, isArchived }: GroupView): string {
  const isQuiet = isBroadcast || isArchived;
  return access === 'public' && isQuiet ? 'Everyone in the company can read it and join.' : accessSentences[access];
}

/** What group this is, who sees it, what one can do about being in it, and the views of its page. */
export function GroupHeader({ group, tab, locale }: { group: GroupView; tab: GroupTab; locale: string }) {
  const tabs = tabsOf(group, tab);
  const members = plural(group.memberCount, { one: '# member', other: '# members' }, locale);
  return (
    <>
      <header className="card flex flex-wrap items-start gap-4 p-4">
        <Avatar id={group.id} name={group.name} photoId={group.photoId} size={64} square />
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="text-title tracking-tight wrap-anywhere" tabIndex={-1} dir="auto">
            {group.name}
          </h1>
          <p className="meta flex flex-wrap items-center gap-x-1">
            {group.access !== 'public' && <span className="i i-lock [--s:14px]" aria-hidden="true" />}
            <b>{accessNames[group.access]}</b> ·{' '}
            {group.isOpen ? <a href={groupHref(group.slug, 'members')}>{members}</a> : <span>{members}</span>}
          </p>
          <p className="meta text-pretty">{sentenceOf(group)}</p>
          <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
            <States group={group} />
          </div>
        </div>
        <div className="ms-auto flex gap-2">
          <MembershipButtons group={group} />
          {group.frequency && (
            <GroupMenu group={group} frequency={group.frequency} isMuted={group.mutedUntil !== null} anchor="main" />
          )}
        </div>
      </header>
      {tabs.length > 1 && <Tabs label="Group" tabs={tabs} />}
    </>
  );
}
