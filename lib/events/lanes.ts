import 'server-only';
import type { EventPayloads } from './catalogue';
import type { Lane } from './claims';

/** What waits for a provider of mail, and what nobody waits for; all else is for people who look at a page. */
const lanes: Partial<Record<keyof EventPayloads, Lane>> = {
  'mail.ready': 'mail',
  'mail.arrived': 'mail',
  'mail.batch_due': 'background',
  'digests.due': 'background',
  'digest.due': 'background',
  'groups.sweep_due': 'background',
  'housekeeping.due': 'background',
  'import.chunk_due': 'background',
  'field.index_due': 'background',
};

export const laneOf = (type: keyof EventPayloads): Lane => lanes[type] ?? 'main';
