import type { ReactNode } from 'react';
import { RecordPlace } from '@/components/records/record-place';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import type { LivePlace } from '@/lib/realtime/view-models';
import { getRecord } from '@/lib/records/queries';
import type { RecordCan, RecordView } from '@/lib/records/view-models';
import { type Visit, visit } from '../../../../visit';

type Part = { body: ReactNode; live?: LivePlace | undefined };

/** What a page below a record renders of it, read with `eyes`, which a permission may have opened wider than the viewer's own. */
type Load = (eyes: Viewer, record: RecordView, asked: Visit) => Promise<Part>;

type Kind = { title: string; lead?: string; needs?: keyof RecordCan };

/** The record's own page. */
export function recordPage(load: Load) {
  return visit(async (viewer, asked) => {
    const { record, eyes } = await getRecord(viewer, asked.params.object ?? '', asked.params.id ?? '');
    return {
      title: record.name,
      current: `object:${record.object.apiName}`,
      width: 'list',
      ...(await load(eyes, record, asked)),
    };
  });
}

/** A page below a record: the way back to it above what `load` renders, for those who may. */
export function partPage({ title, lead, needs = 'view' }: Kind, load: Load) {
  return visit(async (viewer, asked) => {
    const { record, eyes } = await getRecord(viewer, asked.params.object ?? '', asked.params.id ?? '');
    if (!record.can[needs]) throw new Forbidden();
    const { body, live } = await load(eyes, record, asked);
    return {
      title: `${title} · ${record.name}`,
      current: `object:${record.object.apiName}`,
      live,
      body: (
        <>
          <RecordPlace record={record} title={title} lead={lead} />
          {body}
        </>
      ),
    };
  });
}
