import { Tabs } from '@/components/ui/tabs';

const pages = [
  { key: 'profile', label: 'Profile' },
  { key: 'notifications', label: 'Notifications' },
  { key: 'sessions', label: 'Sessions' },
] as const;

/** What is one's own to set. */
export function SettingsTabs({ current }: { current: (typeof pages)[number]['key'] }) {
  const tabs = pages.map(({ key, label }) => ({ label, href: `/settings/${key}`, isCurrent: key === current }));
  return <Tabs label="Settings" tabs={tabs} />;
}
