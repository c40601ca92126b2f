import 'server-only';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';

/**
 * Importing writes to whichever records a file names and reads of them only what the mapping names: it takes being an
 * admin, who runs jobs, and Modify All Data, which reaches every record. Fields that the importer may not read are not
 * offered to the mapping, or a check would tell what they hold.
 */
export const mayImport = ({ permissions }: Viewer) => permissions.has('admin') && permissions.has('modify_all_data');

/** Throws Forbidden for whoever may not import. */
export function demandImport(viewer: Viewer): void {
  demand(viewer, 'admin');
  demand(viewer, 'modify_all_data');
}
