import type { ReactNode } from 'react';
import type { PostView, Reader } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import { CommentItem } from './comment-item';

const all = { one: 'Show the one comment', other: 'Show all # comments' };

type CommentListProps = {
  post: PostView;
  reader: Reader;
  /** Whether this is the one list of its page, which links lead to. */
  isAlone: boolean;
  /** A form under the comment that is being answered. */
  reply?: { parentId: string; form: ReactNode } | undefined;
};

const answerForm = (form: ReactNode) => (
  <li className="answer" key="answer">
    {form}
  </li>
);

/** The comments that came with a post, and the way to those that did not. */
export function CommentList({ post, reader, isAlone, reply }: CommentListProps) {
  if (post.comments.length === 0) return null;
  const shown = new Set(post.comments.map((comment) => comment.id));
  return (
    <ul className="comments" {...(isAlone && { id: 'comments' })}>
      {post.comments.length < post.commentCount && (
        <li>
          <a className="link text-meta" href={`/posts/${post.id}#comments`}>
            {plural(post.commentCount, all, reader.locale)}
          </a>
        </li>
      )}
      {post.comments.flatMap((comment) => [
        <CommentItem
          key={comment.id}
          comment={comment}
          reader={reader}
          isReply={comment.parentId !== null && shown.has(comment.parentId)}
          isAlone={isAlone}
        />,
        ...(reply?.parentId === comment.id ? [answerForm(reply.form)] : []),
      ])}
    </ul>
  );
}
