import { AnnounceLink } from '@/components/announcements/announce-link';
import { Announcement } from '@/components/announcements/announcement';
import { Publisher } from '@/components/feed/publisher';
import { ClosedGroup } from '@/components/groups/closed-group';
import { MarkAll } from '@/components/reading/mark-all';
import { findAnnouncedPost } from '@/lib/announcements/queries';
import { createPostAction } from '@/lib/feed/actions';
import { findDraft, listGroupFeed } from '@/lib/feed/queries';
import { type Show, shows } from '@/lib/reading/rules';
import { FeedBlock, feedQueryOf, href, readerOf } from '../../../feed-block';
import { groupPage } from './group-page';

const labels = { unread: 'Unread', read: 'Read' };

const tabs = (path: string, current: Show | undefined) => [
  { label: 'All', href: path, isCurrent: current === undefined },
  ...shows.map((show) => ({ label: labels[show], href: href(path, { show }), isCurrent: show === current })),
];

export default groupPage('posts', async (eyes, group, { search, session }) => {
  if (!group.isOpen) return <ClosedGroup group={group} />;
  const show = group.role ? shows.find((name) => name === search.show) : undefined;
  const query = { ...(await feedQueryOf(session, search)), show };
  const path = `/groups/${group.slug}`;
  const reader = readerOf(session);
  const [page, kept, announced] = await Promise.all([
    listGroupFeed(eyes, group.id, query),
    group.can.post ? findDraft(eyes, `post:${group.id}`) : null,
    findAnnouncedPost(eyes, group),
  ]);
  return (
    <>
      {announced && <Announcement group={group} post={announced} reader={reader} />}
      {group.can.post && (
        <Publisher
          reader={reader}
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
        path={path}
        here={group.id}
        fields={show && { show }}
        tabs={group.role ? tabs(path, show) : []}
        kind={show ?? 'group'}
        above={show === 'unread' && page.items.length > 0 && <MarkAll groupId={group.id} at={reader.now} />}
      />
    </>
  );
});
