import { plantedViews } from './plant-views';
import { type Eyes, finds } from './reference';
import type { RouteCase, RouteRows } from './route-rows';
import { records, theRole } from './world';

const never = '/records/never_was';

const meetsObject = (eyes: Eyes, object: string) =>
  !eyes.who.isGuest || records.some((record) => record.object === object && finds(eyes, record));

const lists = (): RouteCase[] =>
  ['account', 'opportunity', 'case'].flatMap((object) =>
    ['', '?view=board', '?list=mine'].map((query) => ({
      of: `${object}${query}`,
      path: `/records/${object}${query}`,
      never: `${never}${query}`,
      status: (eyes: Eyes) => (meetsObject(eyes, object) ? 200 : 404),
    })),
  );

/** The page of a view is for whoever may change it or take it away. */
const views = (): RouteCase[] =>
  plantedViews.map(({ id, by, object, name, isShared }) => ({
    of: name,
    path: `/records/${object}/views/${id}`,
    never: `/records/${object}/views/0194f3c5-0000-7000-8000-000000000000`,
    status: (eyes) => {
      const isOwn = theRole(by).id === eyes.who.id;
      if (!meetsObject(eyes, object) || (!isOwn && (!isShared || eyes.who.isGuest))) return 404;
      return isOwn || eyes.who.permissions.includes('admin') ? 200 : 403;
    },
  }));

const posted = (path: string) => (): RouteCase[] => [{ of: path, path, never: '/never-was', status: () => 405 }];

export const listRoutes: RouteRows = {
  'app/(main)/records/page.tsx': () => [{ of: 'all', path: '/records', never, status: () => 200 }],
  'app/(main)/records/[object]/page.tsx': lists,
  'app/(main)/records/[object]/views/[id]/page.tsx': views,
  'app/(main)/records/[object]/export/route.ts': posted('/records/case/export'),
  'app/api/record-views/route.ts': posted('/api/record-views'),
};
