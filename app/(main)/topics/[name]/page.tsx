import { FollowButton } from '@/components/follow/follow-button';
import { TopicFacts } from '@/components/topics/topic-facts';
import { PageTitle } from '@/components/ui/page-title';
import { listTopicFeed } from '@/lib/feed/queries';
import { plural } from '@/lib/format';
import { getTopic } from '@/lib/topics/queries';
import { topicHref } from '@/lib/topics/rules';
import { FeedBlock, feedQueryOf, liveFeed } from '../../../feed-block';
import { visit } from '../../../visit';

const posts = { one: '# post that you can see', other: '# posts that you can see' };

export default visit(async (viewer, { params: { name = '' }, search, session }) => {
  const topic = await getTopic(viewer, name);
  const query = await feedQueryOf(session, search);
  const page = await listTopicFeed(viewer, topic.id, query);
  return {
    title: `#${topic.name}`,
    current: 'topics',
    live: liveFeed(query, [topic.id], null),
    rail: <TopicFacts topic={topic} locale={viewer.locale} />,
    body: (
      <>
        <PageTitle
          lead={plural(topic.posts, posts, viewer.locale)}
          end={<FollowButton subjectId={topic.id} kind="topic" isFollowing={topic.isFollowed} />}
        >
          {`#${topic.name}`}
        </PageTitle>
        <FeedBlock
          name={`#${topic.name}`}
          page={page}
          session={session}
          query={query}
          path={topicHref(topic.key)}
          kind="topic"
        />
      </>
    ),
  };
});
