import { Tabs } from '@/components/ui/tabs';

const places = [
  { key: 'people', href: '/setup/people', label: 'People' },
  { key: 'invitations', href: '/setup/invitations', label: 'Invitations' },
  { key: 'objects', href: '/setup/objects', label: 'Objects' },
  { key: 'tracking', href: '/setup/tracking', label: 'Feed tracking' },
  { key: 'notifications', href: '/setup/notifications', label: 'Notifications' },
  { key: 'email', href: '/setup/email', label: 'Email' },
  { key: 'import', href: '/setup/import', label: 'Import' },
  { key: 'outbox', href: '/setup/outbox', label: 'Outbox' },
  { key: 'audit', href: '/setup/audit', label: 'Audit' },
] as const;

/** The parts of Setup. */
export function SetupTabs({ current }: { current: (typeof places)[number]['key'] }) {
  return <Tabs label="Setup" tabs={places.map((place) => ({ ...place, isCurrent: place.key === current }))} />;
}
