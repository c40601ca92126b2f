import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { FollowSettings } from '@/components/follow/follow-settings';
import { GroupSettings } from '@/components/notifications/group-settings';
import { MailNotice } from '@/components/notifications/mail-notice';
import { SettingsForm } from '@/components/notifications/settings-form';
import { SettingsTabs } from '@/components/people/settings-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { getFollowSettings } from '@/lib/follow/queries';
import { getOwnMail } from '@/lib/mails/own-queries';
import { getNotificationSettings } from '@/lib/notifications/settings-queries';

export default visit(async (viewer, { session }) => {
  const [settings, mail, follows] = await Promise.all([
    getNotificationSettings(viewer),
    getOwnMail(viewer),
    getFollowSettings(viewer),
  ]);
  const reader = readerOf(session);
  return {
    title: 'Your notifications',
    current: 'settings',
    body: (
      <>
        <PageTitle>Your notifications</PageTitle>
        <SettingsTabs current="notifications" />
        <MailNotice mail={mail} reader={reader} />
        <SettingsForm settings={settings} address={mail.address} />
        <FollowSettings followsOwn={follows.followsOwn} />
        <GroupSettings groups={settings.groups} reader={reader} />
      </>
    ),
  };
});
