import { adminRows } from './admin-rows';
import { feedRows } from './feed-rows';
import { groupRows } from './group-rows';
import { importRows } from './import-rows';
import { listRows } from './list-rows';
import { liveRows } from './live-rows';
import { mailRows } from './mail-rows';
import { notificationRows } from './notification-rows';
import { objectRows } from './object-rows';
import { peopleRows } from './people-rows';
import { readingRows } from './reading-rows';
import { recordAccessRows } from './record-access-rows';
import { recordLinkRows } from './record-link-rows';
import { recordPageRows } from './record-page-rows';
import type { QueryRows } from './rows';
import { searchRows } from './search-rows';
import { setupRows } from './setup-rows';

/** Every query of the project. inventory.test.ts fails on one that has no row here. */
export const queryRows: QueryRows = {
  ...feedRows,
  ...groupRows,
  ...peopleRows,
  ...searchRows,
  ...listRows,
  ...recordLinkRows,
  ...recordPageRows,
  ...recordAccessRows,
  ...adminRows,
  ...readingRows,
  ...notificationRows,
  ...liveRows,
  ...importRows,
  ...mailRows,
  ...setupRows,
  ...objectRows,
};
