import 'server-only';
import { digestsSubscriber } from '@/lib/digests/subscriber';
import { mailTests } from '@/lib/email-settings/subscriber';
import { firstFollows } from '@/lib/follow/subscriber';
import { quietGroups } from '@/lib/groups/subscriber';
import { housekeeping } from '@/lib/housekeeping/subscriber';
import { importsSubscriber } from '@/lib/imports/subscriber';
import { inbound } from '@/lib/inbound/subscriber';
import { mailsSubscriber } from '@/lib/mails/subscriber';
import { notifications } from '@/lib/notifications/subscriber';
import { fieldIndexes } from '@/lib/objects/subscriber';
import { bell, disconnects, realtime } from '@/lib/realtime/subscriber';
import { recordAccess } from '@/lib/record-access/subscriber';
import type { Subscriber } from './subscriber';

/** Everything that follows from events, in the order in which one event is handled. */
export const subscribers: readonly Subscriber[] = [
  recordAccess,
  realtime,
  notifications,
  bell,
  digestsSubscriber,
  mailsSubscriber,
  housekeeping,
  inbound,
  mailTests,
  importsSubscriber,
  quietGroups,
  firstFollows,
  fieldIndexes,
  disconnects,
];
