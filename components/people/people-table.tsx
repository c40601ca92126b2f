import { FollowButton } from '@/components/follow/follow-button';
import { Avatar } from '@/components/ui/avatar';
import type { DirectoryRow } from '@/lib/people/view-models';

const wide = 'hidden px-3 py-2.5 text-start md:table-cell';

function Name({ person }: { person: DirectoryRow }) {
  const href = `/people/${person.handle}`;
  const line = [person.title, person.office].filter(Boolean).join(' · ');
  return (
    <td className="py-2.5 ps-4 pe-3">
      <div className="flex items-center gap-3">
        <Avatar id={person.id} name={person.name} photoId={person.photoId} />
        <div className="min-w-0">
          <a className="strong wrap-anywhere" href={href} dir="auto">
            {person.name}
          </a>
          {person.kind === 'guest' && <span className="meta"> · guest</span>}
          <div className="meta wrap-anywhere md:hidden" dir="auto">
            {line}
          </div>
        </div>
      </div>
    </td>
  );
}

function Row({ person }: { person: DirectoryRow }) {
  const anchor = `person-${person.id}`;
  return (
    <tr className="border-t border-border" id={anchor}>
      <Name person={person} />
      <td className={wide} dir="auto">
        {person.title}
      </td>
      <td className={wide} dir="auto">
        {person.department}
      </td>
      <td className={wide} dir="auto">
        {person.office}
      </td>
      <td className="py-2.5 ps-2 pe-4">
        <div className="flex justify-end">
          {person.canFollow && (
            <FollowButton subjectId={person.id} kind="person" isFollowing={person.isFollowing} anchor={anchor} small />
          )}
        </div>
      </td>
    </tr>
  );
}

/** People as a table; on a phone each row becomes two lines. */
export function PeopleTable({ people }: { people: readonly DirectoryRow[] }) {
  return (
    <div className="card">
      <table className="w-full">
        <thead className="card-title hidden md:table-header-group">
          <tr>
            <th className="py-2 ps-4 pe-3 text-start" scope="col">
              Name
            </th>
            <th className={wide} scope="col">
              Title
            </th>
            <th className={wide} scope="col">
              Department
            </th>
            <th className={wide} scope="col">
              Office
            </th>
            <th scope="col">
              <span className="sr-only">Follow</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
