import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { DefaultsForm } from '@/components/notifications/defaults-form';
import { PageTitle } from '@/components/ui/page-title';
import { getNotificationDefaults } from '@/lib/notifications/settings-queries';

const lead =
  'What people are told of, and where, until they choose otherwise. What is locked they cannot choose. Their choices are kept and come back when you unlock.';

export default visit(async (viewer) => {
  const defaults = await getNotificationDefaults(viewer);
  return {
    title: 'Notifications · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead={lead}>Notifications</PageTitle>
        <SetupTabs current="notifications" />
        <DefaultsForm defaults={defaults} />
      </>
    ),
  };
});
