import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import { GroupRow } from '@/components/ui/person-row';
import type { MemberOfRow } from '@/lib/people/view-models';

const roles: Record<MemberOfRow['role'], string> = { owner: 'Owner', manager: 'Manager', member: 'Member' };

type MemberOfProps = { groups: readonly MemberOfRow[]; nextHref: string | null; isSelf: boolean };

/** The groups that someone belongs to, as far as the reader may know. */
export function MemberOf({ groups, nextHref, isSelf }: MemberOfProps) {
  if (groups.length === 0) {
    return (
      <EmptyState
        title="No groups to show"
        action={
          isSelf && (
            <a className="btn" href="/groups">
              Find a group
            </a>
          )
        }
      >
        {isSelf ? 'Groups that you join are listed here.' : 'Groups that you may know of are listed here.'}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="card rows px-4">
        {groups.map((group) => (
          <GroupRow key={group.id} group={group} note={roles[group.role]} />
        ))}
      </ul>
      <OlderLink href={nextHref}>More groups</OlderLink>
    </>
  );
}
