import { EditForm } from '@/components/feed/edit-form';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden } from '@/lib/errors';
import { editPostAction } from '@/lib/feed/actions';
import { getPost, getPostSource } from '@/lib/feed/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' } }) => {
  const [post, { source, version }] = await Promise.all([getPost(viewer, id), getPostSource(viewer, id)]);
  if (!post.can.edit) throw new Forbidden();
  return {
    title: 'Edit post',
    body: (
      <>
        <PageTitle>Edit post</PageTitle>
        <EditForm
          action={editPostAction}
          id={id}
          version={version}
          source={source}
          label="Text"
          cancelHref={`/posts/${id}`}
        />
      </>
    ),
  };
});
