import { Avatar } from '@/components/ui/avatar';
import type { PersonLine } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';

type Choice = { action: ButtonAction; returnTo: string };

const SHOWN = 8;

function DemoPerson({ person, action, returnTo }: Choice & { person: PersonLine }) {
  return (
    <li className="relative flex items-center gap-3 rounded-control px-2 py-2 hover:bg-sunken">
      <Avatar id={person.id} name={person.name} photoId={person.photoId} size={36} />
      <form action={action} className="min-w-0 flex-1">
        <input type="hidden" name="person" value={person.id} />
        <input type="hidden" name="return" value={returnTo} />
        <button type="submit" className="strong text-start after:absolute after:inset-0 after:rounded-control">
          <span className="sr-only">Sign in as </span>
          {person.name}
        </button>
        <p className="meta">{person.kind === 'guest' ? `${person.title || 'From outside'} · guest` : person.title}</p>
      </form>
    </li>
  );
}

/** One click for each person of the demo company: the first few in sight, the others folded, in one order. */
export function DemoPeople({ people, ...choice }: Choice & { people: readonly PersonLine[] }) {
  const rest = people.slice(SHOWN);
  return (
    <section className="grid gap-2" aria-labelledby="demo-heading">
      <h2 className="text-heading" id="demo-heading">
        Be someone of the demo company
      </h2>
      <p className="text-muted text-pretty">No password, nothing to lose: look around as anyone you like.</p>
      <ul className="-mx-2">
        {people.slice(0, SHOWN).map((person) => (
          <DemoPerson key={person.id} person={person} {...choice} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="more">
          <summary className="btn w-full">Everyone else ({rest.length})</summary>
          <ul className="-mx-2 mt-2">
            {rest.map((person) => (
              <DemoPerson key={person.id} person={person} {...choice} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
