import type { ReactNode } from 'react';
import { ReadMarker } from '@/components/reading/read-marker.client';
import { BundleCard } from '@/components/tracking/bundle-card';
import { OlderLink } from '@/components/ui/older-link';
import type { FeedPage, Reader } from '@/lib/feed/view-models';
import { type Bundle, bundlesOf } from '@/lib/tracking/bundle-rules';
import { numberedId } from './comment-form';
import { type FeedActions, FeedForms } from './feed-forms';
import { LiveFeed } from './live-feed.client';
import { PostCard } from './post-card';

type FeedProps = {
  /** What feed it is: "What I follow". */
  name: string;
  /** Its own address with order, words and page: another address is another feed, of which nothing waits to be shown. */
  address: string;
  page: FeedPage;
  /** The subject whose own feed it is. */
  here?: string | undefined;
  reader: Reader;
  actions: FeedActions;
  /** The address of the next page, made from `page.next`. */
  olderHref: string | null;
  /** Whether only what is still to be read is shown. */
  isUnreadOnly?: boolean;
  /** Shown when there is nothing. */
  empty: ReactNode;
};

/** What stands as one in a feed is known by all that it holds. */
const bundleId = (posts: Bundle) => posts.map((post) => post.id).join(' ');

/** A feed as WAI-ARIA means it: a list of articles that can be walked one by one. */
export function Feed({ name, address, page, here, reader, actions, olderHref, empty, isUnreadOnly }: FeedProps) {
  if (page.items.length === 0) return empty;
  const first = crypto.randomUUID();
  const bundles = bundlesOf(page.items);
  return (
    <>
      <FeedForms actions={actions} />
      <LiveFeed key={address} name={name} ids={bundles.map(bundleId)}>
        {bundles.map((posts, index) => {
          const [post] = posts;
          const position = index + 1;
          if (posts.length > 1)
            return <BundleCard key={post.id} posts={posts} reader={reader} here={here} position={position} />;
          return (
            <PostCard
              key={post.id}
              post={post}
              reader={reader}
              here={here}
              comment={actions.comment}
              position={position}
              clientId={numberedId(first, index)}
            />
          );
        })}
      </LiveFeed>
      {page.items.some((post) => post.isUnread) && <ReadMarker isToldLate={isUnreadOnly === true} />}
      <OlderLink href={olderHref} />
    </>
  );
}
