import { FollowButton } from '@/components/follow/follow-button';
import { RecordHitList } from '@/components/search/record-hits';
import { TopicFacts } from '@/components/topics/topic-facts';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { Tabs } from '@/components/ui/tabs';
import type { Session } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { listTopicFeed } from '@/lib/feed/queries';
import { listRecordsWithTopic } from '@/lib/record-topics/queries';
import { countedRecords, usesWords } from '@/lib/topics/count-format';
import { getTopic } from '@/lib/topics/queries';
import { topicHref } from '@/lib/topics/rules';
import type { TopicPage } from '@/lib/topics/view-models';
import { FeedBlock, feedQueryOf, href, liveFeed, readerOf } from '../../../feed-block';
import { visit } from '../../../visit';

type Asked = { viewer: Viewer; topic: TopicPage; session: Session; search: Record<string, string> };

/** Where records carry the topic, they have a tab of their own; a topic of records alone opens on them. */
function tabsOf({ key, posts, records }: TopicPage, showsRecords: boolean, locale: string) {
  const tabs = [
    { label: 'Posts', href: href(topicHref(key), posts === 0 && records > 0 ? { show: 'posts' } : {}) },
    { label: `Records ${countedRecords(records, locale)}`, href: href(topicHref(key), { show: 'records' }) },
  ];
  return tabs.map((tab, index) => ({ ...tab, isCurrent: (index === 1) === showsRecords }));
}

async function recordsOf({ viewer, topic, session, search: { object } }: Asked) {
  const hits = await listRecordsWithTopic(viewer, topic.key, object);
  const hrefOf = (of: string | undefined) => href(topicHref(topic.key), { show: 'records', object: of });
  if (hits.objects.length === 0)
    return <EmptyState title="No records here">None that you can see has this topic.</EmptyState>;
  return <RecordHitList hits={hits} reader={readerOf(session)} object={object} hrefOf={hrefOf} />;
}

async function feedOf({ viewer, topic, session, search }: Asked) {
  const query = await feedQueryOf(session, search);
  const page = await listTopicFeed(viewer, topic.id, query);
  const path = topicHref(topic.key);
  const block = (
    <FeedBlock name={`#${topic.name}`} page={page} session={session} query={query} path={path} kind="topic" />
  );
  return { block, live: liveFeed(query, [topic.id], null) };
}

export default visit(async (viewer, { params: { name = '' }, search, session }) => {
  const topic = await getTopic(viewer, name);
  const asked = { viewer, topic, session, search };
  const showsRecords = search.show === 'records' || (topic.posts === 0 && topic.records > 0 && search.show !== 'posts');
  const { block, live } = showsRecords ? { block: await recordsOf(asked), live: undefined } : await feedOf(asked);
  return {
    title: `#${topic.name}`,
    current: 'topics',
    live,
    rail: <TopicFacts topic={topic} locale={viewer.locale} />,
    body: (
      <>
        <PageTitle
          lead={`${usesWords(topic, viewer.locale)} that you can see`}
          end={<FollowButton subjectId={topic.id} kind="topic" isFollowing={topic.isFollowed} />}
        >
          {`#${topic.name}`}
        </PageTitle>
        {(topic.records > 0 || showsRecords) && (
          <Tabs label="With this topic" tabs={tabsOf(topic, showsRecords, viewer.locale)} />
        )}
        {block}
      </>
    ),
  };
});
