import { Tabs } from '@/components/ui/tabs';

/** What belongs to the person alone. */
export function SettingsTabs({ current }: { current: 'profile' | 'sessions' }) {
  return (
    <Tabs
      label="Settings"
      tabs={[
        { href: '/settings/profile', label: 'Profile', isCurrent: current === 'profile' },
        { href: '/settings/sessions', label: 'Sessions', isCurrent: current === 'sessions' },
      ]}
    />
  );
}
