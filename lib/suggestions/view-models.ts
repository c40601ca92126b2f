import type { GroupLine, PersonLine } from '@/lib/feed/view-models';
import type { Reason } from './rules';

export type Suggestion = { reason: Reason } & (
  | { kind: 'person'; person: PersonLine }
  | { kind: 'group'; group: GroupLine }
);
