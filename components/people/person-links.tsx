import type { PersonLine } from '@/lib/feed/view-models';
import { formatNumber } from '@/lib/format';

/** The name of a person, which leads to their page. */
export function PersonLink({ person }: { person: PersonLine }) {
  return (
    <a className="link" href={`/people/${person.handle}`}>
      <bdi>{person.name}</bdi>
    </a>
  );
}

/** Direct reports by name, and how many more there are. */
export function Reports({ people, count, locale }: { people: readonly PersonLine[]; count: number; locale: string }) {
  const more = count - people.length;
  return (
    <ul>
      {people.map((person) => (
        <li key={person.id}>
          <PersonLink person={person} />
        </li>
      ))}
      {more > 0 && <li className="meta">and {formatNumber(more, locale)} more</li>}
    </ul>
  );
}
