import { Publisher } from '@/components/feed/publisher';
import { RecordGroups } from '@/components/group-records/record-groups';
import { RecordDetails } from '@/components/records/record-details';
import { RecordHeader, recordHref } from '@/components/records/record-header';
import { RecordPath } from '@/components/records/record-path';
import { RecordTopics } from '@/components/records/record-topics';
import { RelatedLists } from '@/components/records/related-lists';
import type { Viewer } from '@/lib/access/viewer';
import { createPostAction } from '@/lib/feed/actions';
import { findDraft, listRecordFeed } from '@/lib/feed/queries';
import { type RecordShow, recordShows } from '@/lib/feed/rules';
import { listGroupsOfRecord } from '@/lib/group-records/queries';
import { addRecordTopicAction } from '@/lib/record-topics/actions';
import { listRecordTopics } from '@/lib/record-topics/queries';
import { listStageMoves } from '@/lib/records/history-queries';
import { pathFieldOf, pathOf } from '@/lib/records/path-rules';
import { listRelated } from '@/lib/records/related-queries';
import type { RecordView } from '@/lib/records/view-models';
import { FeedBlock, feedQueryOf, href, liveFeed, readerOf } from '../../../../feed-block';
import { recordPage } from './record-page';

const labels: Record<RecordShow, string> = { changes: 'Changes only', conversation: 'Posts only' };

const tabs = (path: string, current: RecordShow | undefined) => [
  { label: 'Feed', href: path, isCurrent: current === undefined },
  ...recordShows.map((show) => ({ label: labels[show], href: href(path, { show }), isCurrent: show === current })),
];

/** The stages across the page, where its object has some that the reader may read. */
async function pathOfRecord(eyes: Viewer, record: RecordView, now: string) {
  const field = pathFieldOf(record.object);
  if (!field) return null;
  const current = record.values[field.apiName] ?? null;
  const moves = await listStageMoves(eyes, record.id, field.id);
  const steps = pathOf({ options: field.options, moves, createdAt: record.createdAt, current, now });
  const move = record.can.edit ? { id: record.id, field, current } : null;
  return <RecordPath steps={steps} move={move} label={field.label} locale={eyes.locale} />;
}

export default recordPage(async (eyes, record, { search, session }) => {
  const reader = readerOf(session);
  const show = recordShows.find((name) => name === search.show);
  const query = { ...(await feedQueryOf(session, search)), show };
  const path = recordHref(record);
  const [page, kept, stages, related, topics, groups] = await Promise.all([
    listRecordFeed(eyes, record.id, query),
    record.can.post ? findDraft(eyes, `post:${record.id}`) : null,
    pathOfRecord(eyes, record, reader.now),
    listRelated(eyes, record.id),
    listRecordTopics(eyes, record.id),
    listGroupsOfRecord(eyes, record.id),
  ]);
  return {
    live: record.isOverseen || show ? undefined : liveFeed(query, [record.id], record.audience),
    body: (
      <>
        <RecordHeader record={record} locale={eyes.locale} />
        {stages}
        <div className="record-columns">
          <div className="record-facts">
            <RecordDetails record={record} reader={reader} />
          </div>
          <div className="record-feed">
            {record.can.post && (
              <Publisher
                reader={reader}
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
          <div className="record-rail">
            <RecordTopics record={record} topics={topics} add={addRecordTopicAction} locale={eyes.locale} />
            <RecordGroups recordId={record.id} groups={groups} />
            <RelatedLists lists={related} record={record} canCreate={eyes.kind === 'internal'} locale={eyes.locale} />
          </div>
        </div>
      </>
    ),
  };
});
