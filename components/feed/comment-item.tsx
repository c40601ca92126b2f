import { BodyText } from '@/components/body/body-text';
import { Avatar } from '@/components/ui/avatar';
import { Menu } from '@/components/ui/menu';
import type { CommentView, Reader } from '@/lib/feed/view-models';
import { LikeCount } from './post-actions';
import { Toggle } from './toggle';
import { When } from './when';

function CommentMenu({ comment }: { comment: CommentView }) {
  if (!comment.can.edit && !comment.can.delete) return null;
  const href = `/comments/${comment.id}`;
  return (
    <Menu label={`More for this by ${comment.author.name}`} icon="more">
      {comment.can.edit && (
        <a className="i i-pen" href={`${href}/edit`}>
          Edit
        </a>
      )}
      {comment.can.delete && (
        <a className="i i-trash danger" href={`${href}/delete`}>
          Delete
        </a>
      )}
    </Menu>
  );
}

type CommentItemProps = {
  comment: CommentView;
  reader: Reader;
  isReply: boolean;
  /** On the page of its post its time is a link to itself. In feeds it is not: those links would be a tenth of the page. */
  isAlone: boolean;
};

/** A comment: name and text in one flow, when and what to do below. */
export function CommentItem({ comment, reader, isReply, isAlone }: CommentItemProps) {
  const { id, postId, author, can } = comment;
  const profile = `/people/${author.handle}`;
  return (
    <li className={isReply ? 'comment is-reply' : 'comment'} id={`comment-${id}`}>
      <Avatar id={author.id} name={author.name} photoId={author.photoId} size={28} />
      <div className="said">
        <a className="strong" href={profile} dir="auto">
          {author.name}
        </a>{' '}
        <BodyText tree={comment.body} names={comment.names} fold />
        <div className="comment-foot">
          <When at={comment.createdAt} href={isAlone ? `#comment-${id}` : null} reader={reader} />
          {comment.editedAt && (isAlone ? <a href={`/posts/${postId}/history`}>edited</a> : <span>edited</span>)}
          {can.like && (
            <Toggle
              id={id}
              on="likeComment"
              off="unlikeComment"
              isOn={comment.isLiked}
              label="Like"
              name={`Like this by ${author.name}`}
            />
          )}
          <LikeCount count={comment.likeCount} locale={reader.locale} />
          {can.reply && (
            <a className="act" href={`/posts/${postId}?reply=${id}#reply`}>
              Reply
            </a>
          )}
          <CommentMenu comment={comment} />
        </div>
      </div>
    </li>
  );
}
