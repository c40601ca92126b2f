import { ReaderList } from '@/components/reading/reader-list';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { listReaders } from '@/lib/reading/queries';
import { href, readerOf } from '../../../../feed-block';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params: { id = '' }, search, session }) => {
  const { items, next } = await listReaders(viewer, id, search.after);
  return {
    title: 'Seen by',
    body: (
      <>
        <PageTitle lead="Only you can see this list, and only those are in it who let authors know.">Seen by</PageTitle>
        <p>
          <a className="link" href={`/posts/${id}`}>
            Back to your post
          </a>
        </p>
        <ReaderList readers={items} reader={readerOf(session)} />
        <OlderLink href={next && href(`/posts/${id}/seen`, { after: next })}>More people</OlderLink>
      </>
    ),
  };
});
