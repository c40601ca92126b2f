import { ViewMarker } from '@/components/list-views/view-marker.client';
import { RecordDetails } from '@/components/records/record-details';
import { RecordHeader } from '@/components/records/record-header';
import { recordShows } from '@/lib/feed/rules';
import { feedQueryOf, liveFeed, readerOf } from '../../../../feed-block';
import { recordFeed } from './feed.section';
import { recordPath } from './path.section';
import { recordRail } from './rail.section';
import { recordPage } from './record-page';

export default recordPage(async (eyes, record, { search, session }) => {
  const reader = readerOf(session);
  const show = recordShows.find((name) => name === search.show);
  const query = { ...(await feedQueryOf(session, search)), show };
  const [path, feed, rail] = await Promise.all([
    recordPath(eyes, record, reader.now),
    recordFeed(eyes, record, { query, search, session }),
    recordRail(eyes, record),
  ]);
  return {
    live: record.isOverseen || show ? undefined : liveFeed(query, [record.id], record.audience),
    body: (
      <>
        <RecordHeader record={record} locale={eyes.locale} />
        {path}
        <div className="record-columns">
          <div className="record-facts">
            <RecordDetails record={record} reader={reader} />
          </div>
          {feed}
          {rail}
        </div>
        <ViewMarker recordId={record.id} />
      </>
    ),
  };
});
