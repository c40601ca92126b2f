import type { ReactNode } from 'react';
import { CommentList } from '@/components/feed/comment-list';
import { PostActions } from '@/components/feed/post-actions';
import { TopicsLine } from '@/components/feed/topics-line';
import type { PostView, Reader } from '@/lib/feed/view-models';
import { timeAgo } from '@/lib/format';
import { linesOf } from '@/lib/tracking/change-rules';
import { ChangeHead } from './change-head';
import { ChangeLines } from './change-lines';

type ChangeCardProps = {
  post: PostView;
  reader: Reader;
  /** The subject whose own page this is. */
  here: string | undefined;
  position: number | undefined;
  /** The comment box; in a feed it stays closed until somebody has commented. */
  form: ReactNode;
  reply: { parentId: string; form: ReactNode } | undefined;
};

/** A comment box that stays closed until it is asked for. */
const Fold = ({ children }: { children: ReactNode }) => (
  <details className="comment-fold">
    <summary className="act i i-comment">Comment</summary>
    {children}
  </details>
);

/** What a record announced: a quiet line or two, which can be talked about like any post. */
export function ChangeCard({ post, reader, here, position, form, reply }: ChangeCardProps) {
  const when = timeAgo(post.createdAt, reader.now, reader.locale, reader.timeZone);
  const isOpen = position === undefined || post.commentCount > 0;
  return (
    <article
      className="post change"
      id={`post-${post.id}`}
      aria-label={`${post.author.name}, ${when}`}
      {...(post.isUnread && { 'data-unread': '' })}
      {...(position && { 'aria-posinset': position, 'aria-setsize': -1, tabIndex: 0 })}
    >
      <ChangeHead post={post} reader={reader} here={here} />
      <ChangeLines changes={linesOf(post)} names={post.names} reader={reader} isWhole={position === undefined} />
      <TopicsLine topics={post.topics} />
      <PostActions post={post} reader={reader} {...(form && !isOpen && { comment: <Fold>{form}</Fold> })} />
      <CommentList post={post} reader={reader} isAlone={position === undefined} reply={reply} />
      {isOpen && form}
    </article>
  );
}
