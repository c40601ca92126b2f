import type { ReactNode } from 'react';
import { ReadMarker } from '@/components/reading/read-marker.client';
import { OlderLink } from '@/components/ui/older-link';
import type { FeedPage, Reader } from '@/lib/feed/view-models';
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
  reader: Reader;
  actions: FeedActions;
  /** The address of the next page, made from `page.next`. */
  olderHref: string | null;
  /** Whether only what is still to be read is shown. */
  isUnreadOnly?: boolean;
  /** Shown when there is nothing. */
  empty: ReactNode;
};

/** A feed as WAI-ARIA means it: a list of articles that can be walked one by one. */
export function Feed({ name, address, page, reader, actions, olderHref, empty, isUnreadOnly }: FeedProps) {
  if (page.items.length === 0) return empty;
  const first = crypto.randomUUID();
  return (
    <>
      <FeedForms actions={actions} />
      <LiveFeed key={address} name={name} ids={page.items.map((post) => post.id)}>
        {page.items.map((post, index) => (
          <PostCard
            key={post.id}
            post={post}
            reader={reader}
            comment={actions.comment}
            position={index + 1}
            clientId={numberedId(first, index)}
          />
        ))}
      </LiveFeed>
      {page.items.some((post) => post.isUnread) && <ReadMarker isToldLate={isUnreadOnly === true} />}
      <OlderLink href={olderHref} />
    </>
  );
}
