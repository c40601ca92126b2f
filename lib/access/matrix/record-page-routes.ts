import { may } from './ability-reference';
import { ofRecords } from './record-link-rows';
import type { RouteRows } from './route-rows';

const never = '/records/never_was/new';

/** The pages of records, and the form for a new one, whose object a guest has to know at all. */
export const recordPageRoutes: RouteRows = {
  'app/(main)/records/[object]/new/page.tsx': () => [
    { of: 'case', path: '/records/case/new', never, status: ({ who }) => (who.isGuest ? 403 : 200) },
    { of: 'task', path: '/records/task/new', never, status: ({ who }) => (who.isGuest ? 404 : 200) },
  ],
  'app/(main)/records/[object]/[id]/page.tsx': ofRecords(''),
  'app/(main)/records/[object]/[id]/edit/page.tsx': ofRecords('/edit', may.record.edit),
  'app/(main)/records/[object]/[id]/history/page.tsx': ofRecords('/history'),
  'app/(main)/records/[object]/[id]/followers/page.tsx': ofRecords('/followers'),
};
