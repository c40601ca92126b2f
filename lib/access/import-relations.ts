import 'server-only';
import { sql } from 'drizzle-orm';
import type { Viewer } from './viewer';

/** The relations of scope() about imports. What a file holds is for whoever brought it, and for nobody else. */
export function importRelations(viewer: Viewer) {
  return {
    ownImports: sql`(select im.* from imports im where im.person_id = ${viewer.id})`,
    ownImportRefusals: sql`(select ir.* from import_refusals ir where exists (
      select 1 from imports im where im.id = ir.import_id and im.person_id = ${viewer.id}))`,
  };
}
