import { Avatar } from '@/components/ui/avatar';
import { Pill } from '@/components/ui/pill';
import type { PersonAdministeredLine } from '@/lib/administration/view-models';

function Person({ person }: { person: PersonAdministeredLine }) {
  return (
    <li className="person-row">
      <Avatar id={person.id} name={person.name} photoId={person.photoId} />
      <div>
        <a className="strong" href={`/setup/people/${person.handle}`} dir="auto">
          {person.name}
        </a>
        <div className="meta">
          <bdi>{person.email}</bdi>
          {person.title && (
            <>
              {' · '}
              <bdi>{person.title}</bdi>
            </>
          )}
        </div>
      </div>
      <span className="flex flex-wrap justify-end gap-1">
        {person.isAdmin && <Pill tone="accent">Admin</Pill>}
        {person.kind === 'guest' && <Pill>Guest</Pill>}
        {!person.isActive && <Pill tone="caution">Deactivated</Pill>}
      </span>
    </li>
  );
}

/** People as an admin sees them: who they are, how to write to them, and what is special about them. */
export function PeopleTable({ people }: { people: readonly PersonAdministeredLine[] }) {
  if (people.length === 0) return <p className="card p-6 text-muted">Nobody is like that. Try another filter.</p>;
  return (
    <ul className="rows card px-4">
      {people.map((person) => (
        <Person key={person.id} person={person} />
      ))}
    </ul>
  );
}
