import type { ReactNode } from 'react';
import { BodyText } from '@/components/body/body-text';
import { ChangeCard } from '@/components/tracking/change-card';
import type { PostView, Reader } from '@/lib/feed/view-models';
import { timeAgo } from '@/lib/format';
import type { ButtonAction } from '@/lib/forms/state';
import { CommentForm } from './comment-form';
import { CommentList } from './comment-list';
import { PostActions } from './post-actions';
import { PostHead } from './post-head';
import { TopicsLine } from './topics-line';

type PostCardProps = {
  post: PostView;
  reader: Reader;
  comment: ButtonAction;
  /** The subject whose own page this is; what it announced needs not say where. */
  here?: string | undefined;
  /** Its number in the feed, from 1; nothing where it stands alone. */
  position?: number;
  /** The client id of its comment box. */
  clientId?: string;
  /** Stands in for the comment box, where the page brings one that gives back what was typed. */
  commentForm?: ReactNode;
  reply?: { parentId: string; form: ReactNode } | undefined;
};

/** The subject whose audience a post has, for the completion of mentions. */
export function audienceOf({ place }: PostView): string | undefined {
  return place?.kind === 'group' ? place.group.id : undefined;
}

/** A post with its comments. The page around it renders FeedForms once. */
export function PostCard({
  post,
  reader,
  comment,
  here,
  position,
  clientId = crypto.randomUUID(),
  commentForm,
  reply,
}: PostCardProps) {
  const form = post.can.comment
    ? (commentForm ?? (
        <CommentForm action={comment} postId={post.id} clientId={clientId} subjectId={audienceOf(post)} />
      ))
    : null;
  if (post.kind === 'change')
    return <ChangeCard post={post} reader={reader} here={here} position={position} form={form} reply={reply} />;
  const when = timeAgo(post.createdAt, reader.now, reader.locale, reader.timeZone);
  return (
    <article
      className="card post"
      id={`post-${post.id}`}
      aria-label={`${post.author.name}, ${when}`}
      {...(post.isUnread && { 'data-unread': '' })}
      {...(position && { 'aria-posinset': position, 'aria-setsize': -1, tabIndex: 0 })}
    >
      <PostHead post={post} reader={reader} />
      <BodyText tree={post.body} names={post.names} fold={position !== undefined} />
      <TopicsLine topics={post.topics} />
      <PostActions post={post} reader={reader} />
      <CommentList post={post} reader={reader} isAlone={position === undefined} reply={reply} />
      {form}
    </article>
  );
}
