import 'server-only';
import type { Subscriber } from '@/lib/events/subscriber';
import { archiveQuietGroups } from './archive-quiet-groups';

export const quietGroups: Subscriber = {
  name: 'quiet-groups',
  on: { 'groups.sweep_due': ({ now }) => archiveQuietGroups(now) },
};
