import { BodyText } from '@/components/body/body-text';
import { ConfirmDelete } from '@/components/feed/confirm-delete';
import { Forbidden } from '@/lib/errors';
import { deleteCommentAction } from '@/lib/feed/actions';
import { getComment } from '@/lib/feed/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' } }) => {
  const comment = await getComment(viewer, id);
  if (!comment.can.delete) throw new Forbidden();
  return {
    title: 'Delete comment',
    body: (
      <ConfirmDelete
        what="comment"
        lead={`It was written by ${comment.authorName}. Replies to it stay.`}
        id={id}
        action={deleteCommentAction}
        cancelHref={`/posts/${comment.postId}#comment-${id}`}
      >
        <BodyText tree={comment.body} names={{}} fold />
      </ConfirmDelete>
    ),
  };
});
