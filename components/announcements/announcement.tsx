import { BodyText } from '@/components/body/body-text';
import { PersonLink } from '@/components/feed/post-head';
import { When } from '@/components/feed/when';
import { ButtonForm } from '@/components/ui/button';
import { removeAnnouncementAction } from '@/lib/announcements/actions';
import type { PostView, Reader } from '@/lib/feed/view-models';
import { formatDate, plural } from '@/lib/format';
import type { GroupView } from '@/lib/groups/view-models';

type Props = { group: Pick<GroupView, 'id' | 'announcement' | 'can'>; post: PostView; reader: Reader };

const comments = { zero: 'Comment', one: '# comment', other: '# comments' };

/** What a group announces, above all its posts. The post itself is in the feed, with its comments. */
export function Announcement({ group: { id, announcement, can }, post, reader }: Props) {
  if (!announcement) return null;
  // A day has no zone: said in UTC it stays the day that was chosen.
  const until = formatDate(`${announcement.until}T12:00:00Z`, reader.locale, 'UTC');
  return (
    <section
      className="card grid gap-3 border-s-4 border-s-accent p-4"
      id="announcement"
      aria-labelledby="announcement-title"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="card-title i i-announce flex items-center gap-2" id="announcement-title">
          Announcement
        </h2>
        <span className="meta">until {until}</span>
      </div>
      <BodyText tree={post.body} names={post.names} fold />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="meta">
          <PersonLink person={post.author} /> · <When at={post.createdAt} href={`/posts/${post.id}`} reader={reader} />
          {' · '}
          <a href={`/posts/${post.id}#comments`}>{plural(post.commentCount, comments, reader.locale)}</a>
        </p>
        {can.edit && (
          <ButtonForm
            action={removeAnnouncementAction}
            fields={{ groupId: id, id: announcement.id }}
            small
            look="quiet"
          >
            Take down
          </ButtonForm>
        )}
      </div>
    </section>
  );
}
