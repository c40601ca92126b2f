import type { GroupLine } from '@/lib/feed/view-models';
import type { RecordLine } from '@/lib/records/rules';

/** A record that a group works on, as far as the reader may read it. */
export type GroupRecordRow = RecordLine & { addedBy: string | null; addedAt: string; canRemove: boolean };

export type GroupRecordPage = { items: GroupRecordRow[]; next: string | null };

/** The groups that work on a record, and those of the reader's own that it could be added to. */
export type RecordGroups = { groups: (GroupLine & { canRemove: boolean })[]; choices: GroupLine[] };
