import { BodyText } from '@/components/body/body-text';
import { ConfirmDelete } from '@/components/feed/confirm-delete';
import { Forbidden } from '@/lib/errors';
import { deletePostAction } from '@/lib/feed/actions';
import { getPost } from '@/lib/feed/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' } }) => {
  const post = await getPost(viewer, id);
  if (!post.can.delete) throw new Forbidden();
  return {
    title: 'Delete post',
    body: (
      <ConfirmDelete
        what="post"
        lead="Its comments and likes go with it. This cannot be undone."
        id={id}
        action={deletePostAction}
        cancelHref={`/posts/${id}`}
      >
        <BodyText tree={post.body} names={post.names} fold />
      </ConfirmDelete>
    ),
  };
});
