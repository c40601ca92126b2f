import type { ReactNode } from 'react';
import { ContactCard } from '@/components/people/about';
import { ProfileHeader, type ProfileTab } from '@/components/people/profile-header';
import type { Viewer } from '@/lib/access/viewer';
import { sorts } from '@/lib/feed/rules';
import { getProfile } from '@/lib/people/queries';
import type { Profile } from '@/lib/people/view-models';
import { liveFeed } from '../../../feed-block';
import { type Visit, visit } from '../../../visit';

type Load = (viewer: Viewer, profile: Profile, asked: Visit) => Promise<ReactNode>;

/** One tab of a person's page: the same head and rail around what `load` fetches and renders. */
export function profilePage(tab: ProfileTab, load: Load) {
  return visit(async (viewer, asked) => {
    const profile = await getProfile(viewer, asked.params.handle ?? '');
    const body = await load(viewer, profile, asked);
    const { locale } = viewer;
    const sort = sorts.find((name) => name === asked.search.sort) ?? asked.session.homeSort;
    const reader = { locale, now: new Date().toISOString() };
    return {
      title: profile.person.name,
      current: profile.isSelf ? 'profile' : 'people',
      live: liveFeed({ ...asked.search, sort }, [profile.person.id], null),
      rail: tab === 'about' || !profile.contact ? undefined : <ContactCard profile={profile} reader={reader} />,
      body: (
        <>
          <ProfileHeader profile={profile} tab={tab} locale={locale} />
          {body}
        </>
      ),
    };
  });
}
