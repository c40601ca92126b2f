import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { GroupSettings } from '@/components/notifications/group-settings';
import { SettingsForm } from '@/components/notifications/settings-form';
import { SettingsTabs } from '@/components/people/settings-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { getNotificationSettings } from '@/lib/notifications/settings-queries';

export default visit(async (viewer, { session }) => {
  const settings = await getNotificationSettings(viewer);
  return {
    title: 'Your notifications',
    current: 'settings',
    body: (
      <>
        <PageTitle>Your notifications</PageTitle>
        <SettingsTabs current="notifications" />
        <SettingsForm settings={settings} />
        <GroupSettings groups={settings.groups} reader={readerOf(session)} />
      </>
    ),
  };
});
