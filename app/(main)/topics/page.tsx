import { TopicIndex } from '@/components/topics/topic-index';
import { TrendingTopics } from '@/components/topics/trending-topics';
import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { SearchForm } from '@/components/ui/search-form';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { listFollowedTopics, listTopics, listTrending } from '@/lib/topics/queries';
import { href } from '../../feed-block';
import { visit } from '../../visit';

export default visit(async (viewer, { search: { q, after } }) => {
  if (q) await countUse(limits.search, viewer.id);
  const [trending, followed, { items, next }] = await Promise.all([
    listTrending(viewer),
    listFollowedTopics(viewer),
    listTopics(viewer, { q, after }),
  ]);
  return {
    title: 'Topics',
    current: 'topics',
    live: q ? undefined : { about: [] },
    width: 'list',
    rail: <TrendingTopics topics={trending} locale={viewer.locale} />,
    body: (
      <>
        <PageTitle lead="Words that posts and records carry as #hashtags, gathered across everything you may see.">
          Topics
        </PageTitle>
        <SearchForm action="/topics" label="Find a topic" query={q} />
        {followed.length > 0 && !q && !after && (
          <TopicIndex title="You follow" topics={followed} locale={viewer.locale} />
        )}
        {items.length > 0 ? (
          <TopicIndex
            title={q ? `Topics that begin with “${q}”` : 'All topics'}
            topics={items}
            locale={viewer.locale}
          />
        ) : (
          <EmptyState title="No topics here">Write a post with #something in it, and the topic is made.</EmptyState>
        )}
        <OlderLink href={next && href('/topics', { q, after: next })}>More topics</OlderLink>
      </>
    ),
  };
});
