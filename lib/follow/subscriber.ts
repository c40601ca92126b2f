import 'server-only';
import type { Subscriber } from '@/lib/events/subscriber';
import { followAtFirst } from './first-follows';

export const firstFollows: Subscriber = {
  name: 'first-follows',
  on: {
    'person.created': async ({ payload: { personId, kind } }) => {
      if (kind === 'internal') await followAtFirst(personId);
    },
  },
};
