import type { GroupView } from '@/lib/groups/view-models';

const line = 'i flex items-center gap-2.5 rounded-card bg-caution-soft px-4 py-2.5 text-caution';

/** What one has to know of a group before reading on: that it is archived, or that one only looks in. */
export function GroupNotices({ group }: { group: GroupView }) {
  return (
    <>
      {group.isOverseen && (
        <p className={`${line} i-alert`}>
          {group.access === 'unlisted'
            ? 'You are looking in with Manage Unlisted Groups; this visit is recorded.'
            : 'You are looking in with View All Data; this visit is recorded.'}
        </p>
      )}
      {group.isArchived && (
        <p className={`${line} i-clock`}>
          This group is archived: there are no new posts, and what was posted can still be read, found and commented on.
        </p>
      )}
    </>
  );
}
