import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { shareRecord } from '@/lib/record-access/share-record';
import { getRecord } from '@/lib/records/queries';
import { makeRecord } from './records';

type Open = { readonly current: { query: (text: string, params?: unknown[]) => Promise<Record<string, unknown>[]> } };

const member = viewerOf(cast.member);

/** An opportunity of the member's. */
export const opportunity = (isPrivate: boolean, more = {}) =>
  makeRecord(member, 'opportunity', { name: 'A deal', stage: 'Prospecting', ...more }, { isPrivate });

/** Whether somebody finds it. */
export const reads = async (viewer: Viewer, id: string) =>
  getRecord(viewer, 'opportunity', id).then(
    () => true,
    (error) => {
      if (error instanceof NotFound) return false;
      throw error;
    },
  );

export const say = (viewer: Viewer, subjectId: string, body = 'Between us.') =>
  createPost(viewer, { subjectId, body, clientId: newId(), confirm: true });

export const share = (recordId: string, principal: string, level: 'read' | 'write' = 'read', viewer = member) =>
  shareRecord(viewer, { recordId, principal, level });

/** What stands in the database about records. */
export const recordsIn = (open: Open) => {
  const query = (text: string, params: unknown[] = []) => open.current.query(text, params);
  return {
    query,
    types: async () => (await query('select type from outbox_events order by id')).map(({ type }) => String(type)),
    audits: async (id: string) =>
      (await query('select action from audit_entries where subject_id = $1 order by id', [id])).map(
        (row) => row.action,
      ),
    count: async (text: string, params: unknown[]) => Number((await query(text, params))[0]?.count),
  };
};
