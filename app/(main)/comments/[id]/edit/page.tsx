import { EditForm } from '@/components/feed/edit-form';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden } from '@/lib/errors';
import { editCommentAction } from '@/lib/feed/actions';
import { getComment } from '@/lib/feed/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' } }) => {
  const comment = await getComment(viewer, id);
  if (!comment.can.edit) throw new Forbidden();
  return {
    title: 'Edit comment',
    body: (
      <>
        <PageTitle>Edit comment</PageTitle>
        <EditForm
          action={editCommentAction}
          id={id}
          version={comment.version}
          source={comment.source}
          label="Text"
          cancelHref={`/posts/${comment.postId}#comment-${id}`}
        />
      </>
    ),
  };
});
