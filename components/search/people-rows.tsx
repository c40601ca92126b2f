import { PersonRow } from '@/components/ui/person-row';
import type { PersonLine } from '@/lib/feed/view-models';

/** People that were found, by name. */
export function PeopleRows({ people }: { people: readonly PersonLine[] }) {
  return (
    <ul className="card px-4">
      {people.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </ul>
  );
}
