import { Publisher } from '@/components/feed/publisher';
import { recordHref } from '@/components/records/record-header';
import type { Viewer } from '@/lib/access/viewer';
import { createPostAction } from '@/lib/feed/actions';
import { type FeedQuery, findDraft, listRecordFeed } from '@/lib/feed/queries';
import { type RecordShow, recordShows } from '@/lib/feed/rules';
import type { RecordView } from '@/lib/records/view-models';
import { FeedBlock, href, readerOf } from '../../../../feed-block';
import type { Visit } from '../../../../visit';

const labels: Record<RecordShow, string> = { changes: 'Changes only', conversation: 'Posts only' };

const tabs = (path: string, current: RecordShow | undefined) => [
  { label: 'Feed', href: path, isCurrent: current === undefined },
  ...recordShows.map((show) => ({ label: labels[show], href: href(path, { show }), isCurrent: show === current })),
];

type Asked = Pick<Visit, 'search' | 'session'> & { query: FeedQuery & { show?: RecordShow | undefined } };

/** What is said on a record and what it announces. Who only looks in with a permission writes nothing. */
export async function recordFeed(eyes: Viewer, record: RecordView, { query, search, session }: Asked) {
  const { show } = query;
  const path = recordHref(record);
  const canPost = record.can.post && !record.isOverseen;
  const [page, kept] = await Promise.all([
    listRecordFeed(eyes, record.id, query),
    canPost ? findDraft(eyes, `post:${record.id}`) : null,
  ]);
  return (
    <div className="record-feed">
      {canPost && (
        <Publisher
          reader={readerOf(session)}
          action={createPostAction}
          targets={[{ subjectId: record.id, reach: record.reach }]}
          kept={kept}
          isOpen={search.compose === '1'}
        />
      )}
      <FeedBlock
        name={record.name}
        page={page}
        session={session}
        query={query}
        path={path}
        here={record.id}
        fields={show && { show }}
        tabs={tabs(path, show)}
        kind={show ?? 'record'}
      />
    </div>
  );
}
