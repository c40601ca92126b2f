import { ButtonForm, ButtonLink } from '@/components/ui/button';
import { deactivatePersonAction } from '@/lib/administration/actions';
import type { PersonAdministered } from '@/lib/administration/view-models';
import { plural } from '@/lib/format';

/** What deactivating means, before it is done. */
export function DeactivateForm({ person, locale }: { person: PersonAdministered; locale: string }) {
  const owned = {
    one: 'They own # group: its managers go on without them.',
    other: 'They own # groups: the managers go on without them.',
  };
  return (
    <div className="card grid max-w-[640px] gap-4 p-6">
      <ul className="grid list-disc gap-2 ps-5">
        <li>They are signed out everywhere, at once, and cannot sign in.</li>
        <li>Their name and what they wrote stay where they are.</li>
        <li>Following them, and what they follow, rests until they are back.</li>
        {person.ownedGroups > 0 && <li>{plural(person.ownedGroups, owned, locale)}</li>}
      </ul>
      <div className="form-end">
        <ButtonForm action={deactivatePersonAction} fields={{ id: person.id }} look="danger">
          Deactivate {person.name}
        </ButtonForm>
        <ButtonLink look="quiet" href={`/setup/people/${person.handle}`}>
          Cancel
        </ButtonLink>
      </div>
    </div>
  );
}
