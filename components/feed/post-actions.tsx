import type { ReactNode } from 'react';
import type { PostView, Reader } from '@/lib/feed/view-models';
import { formatNumber, plural } from '@/lib/format';
import { PostMenu } from './post-menu';
import { Toggle } from './toggle';

const comments = { zero: 'No comments', one: '# comment', other: '# comments' };

/** How many like it. It stands beside the button, so that the button keeps one name. */
export function LikeCount({ count, locale }: { count: number; locale: string }) {
  if (count === 0) return null;
  return (
    <span className="n">
      {formatNumber(count, locale)}
      <span className="sr-only">{count === 1 ? ' like' : ' likes'}</span>
    </span>
  );
}

type PostActionsProps = {
  post: PostView;
  reader: Reader;
  /** Stands in for the link to the comments, where there are none and the box opens in its place. */
  comment?: ReactNode;
};

/** The line of actions under a post. */
export function PostActions({ post, reader, comment }: PostActionsProps) {
  const { id, isLiked, isBookmarked, likeCount, commentCount, can } = post;
  return (
    <div className="acts">
      <Toggle id={id} on="like" off="unlike" isOn={isLiked} isAllowed={can.like} icon="like" label="Like" />
      <LikeCount count={likeCount} locale={reader.locale} />
      {comment ?? (
        <a className="act i i-comment" href={`/posts/${id}#comments`}>
          {plural(commentCount, comments, reader.locale)}
        </a>
      )}
      {can.keep && (
        <Toggle id={id} on="bookmark" off="unbookmark" isOn={isBookmarked} icon="bookmark" label="Bookmark" />
      )}
      <PostMenu post={post} />
    </div>
  );
}
