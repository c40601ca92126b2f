import 'server-only';
import { type Tx, transaction } from '@/db/writer';
import type { EventType } from '@/lib/events/outbox';
import type { OutboxEvent, Subscriber } from '@/lib/events/subscriber';
import { forgetAccess } from '@/lib/records/forget-access';
import { emptyBins } from './empty-bins';
import { forgetLost, loseByGroup, loseByHierarchy } from './lost-records';

const inOne =
  <T extends EventType>(work: (tx: Tx, event: OutboxEvent<T>) => Promise<void>) =>
  (event: OutboxEvent<T>) =>
    transaction((tx) => work(tx, event));

/**
 * What follows for records when people lose them by other ways than the record's own: what they kept goes. Reads check
 * access again anyway. It comes before the hints, so that whoever asks again finds the new channel.
 */
export const recordAccess: Subscriber = {
  name: 'record-access',
  on: {
    'group.left': inOne((tx, { payload: { groupId, personId } }) => loseByGroup(tx, groupId, personId)),
    'hierarchy.changed': inOne((tx, { payload: { personId, formerManagerIds } }) =>
      loseByHierarchy(tx, personId, formerManagerIds),
    ),
    'person.kind_changed': inOne((tx, { payload: { personId } }) => forgetAccess(tx, { personId })),
    'records.lost': inOne((tx, { payload: { personId, recordIds } }) => forgetLost(tx, personId, recordIds)),
    'housekeeping.due': ({ now }) => emptyBins(now),
  },
};
