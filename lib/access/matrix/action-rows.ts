import type { ActionRows } from './attempts';
import { feedAttempts } from './feed-attempts';
import { groupAttempts } from './group-attempts';
import { importAttempts } from './import-rows';
import { listAttempts } from './list-attempts';
import { mailAttempts } from './mail-attempts';
import { notificationAttempts } from './notification-attempts';
import { operationAttempts } from './operation-attempts';
import { peopleAttempts, routeAttempts } from './people-attempts';
import { recordAccessAttempts } from './record-access-attempts';
import { recordPageAttempts } from './record-page-attempts';
import { recordTopicAttempts } from './record-topic-attempts';
import { setupAttempts } from './setup-attempts';

/** Every server action and every route handler that writes. inventory.test.ts fails on one that has no row here. */
export const actionRows: ActionRows = {
  ...feedAttempts,
  ...groupAttempts,
  ...notificationAttempts,
  ...peopleAttempts,
  ...routeAttempts,
  ...operationAttempts,
  ...mailAttempts,
  ...importAttempts,
  ...setupAttempts,
  ...listAttempts,
  ...recordTopicAttempts,
  ...recordPageAttempts,
  ...recordAccessAttempts,
};
