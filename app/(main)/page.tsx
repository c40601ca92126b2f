import { Publisher } from '@/components/feed/publisher';
import { PageTitle } from '@/components/ui/page-title';
import { createPostAction } from '@/lib/feed/actions';
import { type FeedQuery, listHomeFeed, listPostTargets } from '@/lib/feed/queries';
import { densities, type FeedName, feeds, firstFeed } from '@/lib/feed/rules';
import type { LivePlace } from '@/lib/realtime/view-models';
import { FeedBlock, feedQueryOf, href, liveFeed, readerOf } from '../feed-block';
import { feedPlaces } from '../feed-places';
import { homeRail } from '../rail';
import { visit } from '../visit';

const names: Record<FeedName, string> = {
  following: 'What I follow',
  'to-me': 'To me',
  company: 'Company',
  bookmarks: 'Bookmarks',
  muted: 'Muted',
};

/** What I Follow is told by one's own channel; the others hear what all colleagues hear. */
const live: Record<FeedName, (query: FeedQuery, me: string) => LivePlace | undefined> = {
  following: (query) => liveFeed(query, 'all'),
  'to-me': (query, me) => liveFeed({ ...query, sort: 'activity' }, [me], null),
  company: (query) => liveFeed(query, 'all', null),
  bookmarks: (query) => liveFeed(query, [], null),
  muted: (query) => liveFeed(query, [], null),
};

export default visit(async (viewer, { search, session }) => {
  const feed = feeds.find((name) => name === search.feed) ?? firstFeed(session.followCount);
  const places = await feedPlaces(session);
  const density = densities.find((name) => name === search.density) ?? (session.hasFewerUpdates ? 'fewer' : 'all');
  const query = {
    ...(await feedQueryOf(session, search)),
    about: places.find(({ value }) => value === search.about)?.value,
    hasFewerUpdates: feed === 'following' && density === 'fewer',
  };
  const [page, { targets, kept }, rail] = await Promise.all([
    listHomeFeed(viewer, feed, query),
    listPostTargets(viewer),
    homeRail(session),
  ]);
  const [first, ...others] = targets;
  return {
    title: names[feed],
    current: 'home',
    live: live[feed](query, viewer.id),
    rail,
    body: (
      <>
        <PageTitle isHidden>Home</PageTitle>
        {first && (
          <Publisher
            reader={readerOf(session)}
            action={createPostAction}
            targets={[first, ...others]}
            kept={kept}
            isOpen={search.compose === '1'}
          />
        )}
        <FeedBlock
          name={names[feed]}
          page={page}
          session={session}
          query={query}
          path="/"
          fields={{ feed }}
          kind={feed}
          places={places}
          hasDensity={feed === 'following'}
          tabs={feeds.map((name) => ({
            label: names[name],
            href: href('/', { feed: name }),
            isCurrent: name === feed,
          }))}
        />
      </>
    ),
  };
});
