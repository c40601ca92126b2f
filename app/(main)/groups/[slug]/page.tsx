import { AnnounceLink } from '@/components/announcements/announce-link';
import { Announcement } from '@/components/announcements/announcement';
import { Publisher } from '@/components/feed/publisher';
import { ClosedGroup } from '@/components/groups/closed-group';
import { findAnnouncedPost } from '@/lib/announcements/queries';
import { createPostAction } from '@/lib/feed/actions';
import { findDraft, listGroupFeed } from '@/lib/feed/queries';
import { FeedBlock, feedQueryOf, readerOf } from '../../../feed-block';
import { groupPage } from './group-page';

export default groupPage('posts', async (eyes, group, { search, session }) => {
  if (!group.isOpen) return <ClosedGroup group={group} />;
  const query = await feedQueryOf(session, search);
  const [page, kept, announced] = await Promise.all([
    listGroupFeed(eyes, group.id, query),
    group.can.post ? findDraft(eyes, `post:${group.id}`) : null,
    findAnnouncedPost(eyes, group),
  ]);
  return (
    <>
      {announced && <Announcement group={group} post={announced} reader={readerOf(session)} />}
      {group.can.post && (
        <Publisher
          reader={readerOf(session)}
          action={createPostAction}
          targets={[{ subjectId: group.id, reach: group.reach }]}
          kept={kept}
          isOpen={search.compose === '1'}
        />
      )}
      {group.can.announce && <AnnounceLink slug={group.slug} />}
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
