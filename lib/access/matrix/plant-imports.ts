import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import { newId } from '@/lib/ids';

/** An import of a member, who may import no more, and one of the admin, who may not either. */
export const plantedImports = { member: newId(), admin: newId() };

/** Imports with a row that was not taken: what it holds is for whoever brought it. */
export async function plantImports(query: Database['query']): Promise<void> {
  for (const role of ['member', 'admin'] as const) {
    await query(
      `insert into imports (id, person_id, object_id, file_name, state, columns, mapping) select $1, $2, id, 'planted.csv', 'checked', '["name"]', '{"columns": []}' from objects where api_name = 'account'`,
      [plantedImports[role], cast[role].id],
    );
    await query(
      `insert into import_refusals (import_id, line, position, "column", text, why) values ($1, 2, 0, 'name', 'carried', 'planted')`,
      [plantedImports[role]],
    );
  }
}
