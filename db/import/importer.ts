import type { Database } from '@/db/database';
import { findRecipient } from '@/lib/access/recipients';
import type { Viewer } from '@/lib/access/viewer';
import { mayImport } from '@/lib/imports/may-import';

/** As whom a command imports: the one named by handle, or the first who may. Throws where there is nobody. */
export async function findImporter(database: Database, handle: string | undefined): Promise<Viewer> {
  const [found] = await database.query(
    handle === undefined
      ? `select a.person_id as id from person_permissions a join person_permissions b on b.person_id = a.person_id and b.permission = 'modify_all_data'
         join subjects s on s.id = a.person_id and s.is_active where a.permission = 'admin' order by s.created_at, s.id limit 1`
      : `select id from subjects where kind = 'person' and handle = $1`,
    handle === undefined ? [] : [handle],
  );
  const person = found ? await findRecipient(String(found.id)) : null;
  if (person && mayImport(person.viewer)) return person.viewer;
  throw new Error(
    handle === undefined
      ? 'Nobody here is an admin with Modify All Data, which importing takes. Give it to somebody under Setup, People.'
      : `${handle} is no admin with Modify All Data, which importing takes.`,
  );
}
