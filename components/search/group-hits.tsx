import { GroupRow } from '@/components/ui/person-row';
import type { GroupHit } from '@/lib/search/view-models';

/** Groups that were found, by name. */
export function GroupHits({ groups }: { groups: readonly GroupHit[] }) {
  return (
    <ul className="card px-4">
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} note={<bdi className="line-clamp-2">{group.description}</bdi>} />
      ))}
    </ul>
  );
}
