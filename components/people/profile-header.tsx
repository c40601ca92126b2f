import { FollowButton } from '@/components/follow/follow-button';
import { Avatar } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { plural } from '@/lib/format';
import type { Profile } from '@/lib/people/view-models';

export type ProfileTab = 'feed' | 'about' | 'groups' | 'following' | 'followers';

const tabNames: Record<ProfileTab, string> = {
  feed: 'Feed',
  about: 'About',
  groups: 'Groups',
  following: 'Following',
  followers: 'Followers',
};

/** The address of a tab of somebody's page. */
export function profileHref(handle: string, tab: ProfileTab = 'feed'): string {
  return tab === 'feed' ? `/people/${handle}` : `/people/${handle}/${tab}`;
}

function Banner({ id }: { id: string }) {
  return (
    <img
      className="block aspect-4/1 w-full rounded-t-card object-cover"
      src={`/photos/${id}?size=large`}
      width={1200}
      height={300}
      alt=""
    />
  );
}

function States({ profile }: { profile: Profile }) {
  const { person, contact } = profile;
  return (
    <>
      {person.kind === 'guest' && <Pill tone="accent">Guest</Pill>}
      {!person.isActive && <Pill>Deactivated</Pill>}
      {contact?.outOfOffice && (
        <Pill tone="caution">
          <bdi>{contact.outOfOffice}</bdi>
        </Pill>
      )}
    </>
  );
}

function Buttons({ profile }: { profile: Profile }) {
  const { person, can, isSelf, isFollowing } = profile;
  const editHref = isSelf ? '/settings/profile' : `/people/${person.handle}/edit`;
  return (
    <div className="ms-auto flex flex-wrap gap-2">
      {can.edit && (
        <ButtonLink icon="pen" href={editHref}>
          Edit profile
        </ButtonLink>
      )}
      {(can.follow || isFollowing) && <FollowButton subjectId={person.id} kind="person" isFollowing={isFollowing} />}
    </div>
  );
}

function Counts({ profile, locale }: { profile: Profile; locale: string }) {
  const { person, followers, following } = profile;
  return (
    <p className="meta flex flex-wrap gap-x-4">
      <a href={profileHref(person.handle, 'followers')}>
        {plural(followers, { one: '# follower', other: '# followers' }, locale)}
      </a>
      <a href={profileHref(person.handle, 'following')}>
        {plural(following, { one: 'Follows #', other: 'Follows #' }, locale)}
      </a>
    </p>
  );
}

/** Who this is, what can be done with them, and the views of their page. */
export function ProfileHeader({ profile, tab, locale }: { profile: Profile; tab: ProfileTab; locale: string }) {
  const { person, bannerId, department, office } = profile;
  const tabs: Tab[] = (Object.keys(tabNames) as ProfileTab[]).map((name) => ({
    label: tabNames[name],
    href: profileHref(person.handle, name),
    isCurrent: name === tab,
  }));
  return (
    <>
      <header className="card">
        {bannerId && <Banner id={bannerId} />}
        <div className="flex flex-wrap items-start gap-4 p-4">
          <Avatar id={person.id} name={person.name} photoId={person.photoId} size={96} />
          <div className="min-w-0 flex-1 basis-52">
            <h1 className="text-title tracking-tight wrap-anywhere" tabIndex={-1} dir="auto">
              {person.name}
            </h1>
            {person.title && <p dir="auto">{person.title}</p>}
            <p className="meta" dir="auto">
              {[`@${person.handle}`, department, office].filter(Boolean).join(' · ')}
            </p>
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <States profile={profile} />
              <Counts profile={profile} locale={locale} />
            </div>
          </div>
          <Buttons profile={profile} />
        </div>
      </header>
      <Tabs label="Profile" tabs={tabs} />
    </>
  );
}
