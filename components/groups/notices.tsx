import type { GroupView } from '@/lib/groups/view-models';

const line = 'i flex items-center gap-2.5 rounded-card bg-caution-soft px-4 py-2.5 text-caution';

/** That one sees this by a permission, and that it is noted. */
export function OversightNotice({ access }: { access: GroupView['access'] }) {
  const permission = access === 'unlisted' ? 'Manage Unlisted Groups' : 'View All Data';
  return <p className={`${line} i-alert`}>{`You are looking in with ${permission}; this visit is recorded.`}</p>;
}

/** What one has to know of a group before reading on: that it is archived, or that one only looks in. */
export function GroupNotices({ group }: { group: GroupView }) {
  return (
    <>
      {group.isOverseen && <OversightNotice access={group.access} />}
      {group.isArchived && (
        <p className={`${line} i-clock`}>
          This group is archived: there are no new posts, and what was posted can still be read, found and commented on.
        </p>
      )}
    </>
  );
}
