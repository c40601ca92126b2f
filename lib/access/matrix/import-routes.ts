import { plantedImports } from './plant-imports';
import type { Eyes } from './reference';
import type { RouteCase, RouteRows } from './route-rows';

const mayImport = ({ who }: Eyes) => who.permissions.includes('admin') && who.permissions.includes('modify_all_data');
const forImporters =
  (status: number): RouteCase['status'] =>
  (eyes) =>
    mayImport(eyes) ? status : 403;

const one = (path: string, status: RouteCase['status']) => (): RouteCase[] => [
  { of: path, path, status, never: '/never-was' },
];

/** Where files come in, and what became of them. Somebody else's import is as if it had never been. */
export const importRoutes: RouteRows = {
  'app/(main)/setup/import/page.tsx': one('/setup/import', forImporters(200)),
  'app/(main)/setup/import/[id]/page.tsx': one(`/setup/import/${plantedImports.member}`, forImporters(404)),
  'app/(main)/setup/import/[id]/refused/route.ts': () => [
    {
      of: 'the refusals of a member',
      path: `/setup/import/${plantedImports.member}/refused`,
      status: () => 404,
      never: `/setup/import/${plantedImports.admin.slice(0, -4)}0000/refused`,
    },
  ],
  'app/api/uploads/import/route.ts': one('/api/uploads/import', () => 405),
};
