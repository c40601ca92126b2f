import { BodyText } from '@/components/body/body-text';
import { RevisionList } from '@/components/feed/revision-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { overseePost } from '@/lib/access/oversee';
import { getPost, listRevisions } from '@/lib/feed/queries';
import { readerOf } from '../../../../feed-block';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' }, session }) => {
  const reading = await overseePost(viewer, id);
  const [post, revisions] = await Promise.all([getPost(reading, id), listRevisions(reading, id)]);
  return {
    title: 'History of a post',
    body: (
      <>
        <PageTitle lead={`Everyone who can see the post by ${post.author.name} can see what it said before.`}>
          History
        </PageTitle>
        <section className="card p-4">
          <h2 className="card-title mb-2">What it says now</h2>
          <BodyText tree={post.body} names={post.names} />
          <p className="mt-3">
            <a className="link" href={`/posts/${id}`}>
              Back to the post
            </a>
          </p>
        </section>
        {revisions.length === 0 ? (
          <EmptyState title="Nothing was changed">
            Earlier texts of the post and its comments would stand here.
          </EmptyState>
        ) : (
          <RevisionList revisions={revisions} names={post.names} reader={readerOf(session)} />
        )}
      </>
    ),
  };
});
