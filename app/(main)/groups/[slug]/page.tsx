import { Publisher } from '@/components/feed/publisher';
import { ClosedGroup } from '@/components/groups/closed-group';
import { createPostAction } from '@/lib/feed/actions';
import { findDraft, listGroupFeed } from '@/lib/feed/queries';
import { FeedBlock, feedQueryOf, readerOf } from '../../../feed-block';
import { groupPage } from './group-page';

export default groupPage('posts', async (eyes, group, { search, session }) => {
  if (!group.isOpen) return <ClosedGroup group={group} />;
  const query = await feedQueryOf(session, search);
  const [page, kept] = await Promise.all([
    listGroupFeed(eyes, group.id, query),
    group.can.post ? findDraft(eyes, `post:${group.id}`) : null,
  ]);
  return (
    <>
      {group.can.post && (
        <Publisher
          reader={readerOf(session)}
          action={createPostAction}
          targets={[{ subjectId: group.id, reach: group.reach }]}
          kept={kept}
          isOpen={search.compose === '1'}
        />
      )}
      <FeedBlock
        name={group.name}
        page={page}
        session={session}
        query={query}
        path={`/groups/${group.slug}`}
        kind="group"
      />
    </>
  );
});
