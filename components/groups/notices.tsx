import { MutedNotice } from '@/components/notifications/muted-notice';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate } from '@/lib/format';
import { QUIET_DAYS } from '@/lib/groups/quiet-rules';
import type { GroupView } from '@/lib/groups/view-models';

const line = 'i flex items-center gap-2.5 rounded-card bg-caution-soft px-4 py-2.5 text-caution';

/** That one sees this by a permission, and that it is noted. */
export function OversightNotice({ access }: { access: GroupView['access'] }) {
  const permission = access === 'unlisted' ? 'Manage Unlisted Groups' : 'View All Data';
  return <p className={`${line} i-alert`}>{`You are looking in with ${permission}; this visit is recorded.`}</p>;
}

type Props = { group: GroupView; reader: Reader };

function Archived({ group, reader }: Props) {
  const on = group.archivedAt && formatDate(group.archivedAt, reader.locale, reader.timeZone);
  const how = group.isAutoArchived
    ? `This group was archived automatically on ${on}, after ${QUIET_DAYS} days without a post or comment.`
    : 'This group is archived.';
  return (
    <p className={`${line} i-clock`}>
      {`${how} There are no new posts, and what was posted can still be read, found and commented on.`}
    </p>
  );
}

/** Anybody who writes keeps the group; whoever looks after it may also say that it stays. */
function Near({ group: { archivesAt, slug, can }, reader }: Props) {
  if (archivesAt === null) return null;
  const date = formatDate(archivesAt, reader.locale, reader.timeZone);
  return (
    <p className={`${line} i-clock`}>
      <span>
        {`It has been quiet here for long: on ${date} this group is archived, unless somebody posts or comments before. `}
        {can.edit && (
          <a className="underline" href={`/groups/${slug}/settings`}>
            Keep it active
          </a>
        )}
      </span>
    </p>
  );
}

/** What one has to know of a group before reading on: that it is or will be archived, or that one only looks in. */
export function GroupNotices({ group, reader }: Props) {
  return (
    <>
      {group.isOverseen && <OversightNotice access={group.access} />}
      {group.mutedUntil && <MutedNotice group={group} until={group.mutedUntil} reader={reader} />}
      {group.isArchived ? <Archived group={group} reader={reader} /> : <Near group={group} reader={reader} />}
    </>
  );
}
