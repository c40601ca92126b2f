import { Avatar } from '@/components/ui/avatar';
import type { PersonLine } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';

type Choice = { action: ButtonAction; returnTo: string };

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

/**
 * One click for each person of the demo company, in one order. They are many, so the list scrolls by itself; folded away
 * they could be found neither by searching the page nor by who counts the buttons.
 */
export function DemoPeople({ people, ...choice }: Choice & { people: readonly PersonLine[] }) {
  return (
    <section className="grid gap-2" aria-labelledby="demo-heading">
      <h2 className="text-heading" id="demo-heading">
        Try the demo company
      </h2>
      <p className="text-muted text-pretty">Be anyone who works there, without a password. Nothing can be lost.</p>
      <ul className="max-h-[25.5rem] overflow-y-auto overscroll-contain rounded-card border border-border p-1">
        {people.map((person) => (
          <DemoPerson key={person.id} person={person} {...choice} />
        ))}
      </ul>
    </section>
  );
}
