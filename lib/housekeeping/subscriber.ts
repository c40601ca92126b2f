import 'server-only';
import type { Subscriber } from '@/lib/events/subscriber';
import { sweep } from './sweep';

export const housekeeping: Subscriber = {
  name: 'housekeeping',
  on: { 'housekeeping.due': ({ now }) => sweep(now) },
};
