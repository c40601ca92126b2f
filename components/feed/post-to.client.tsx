'use client';

import { useField } from '@/components/ui/action-form.client';
import type { Option } from '@/components/ui/field.client';

/** Where a post goes. After a refusal the choice stands as it was: what was meant for a group must not go to everyone. */
export function PostTo({ places, id }: { places: readonly Option[]; id: string }) {
  const { error, value } = useField('subjectId');
  const chosen = places.some((place) => place.value === value) ? value : undefined;
  return (
    <div className="min-w-0">
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      <select
        className="input"
        name="subjectId"
        aria-label="Post to"
        id={id}
        key={chosen}
        defaultValue={chosen}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
      >
        {places.map((place) => (
          <option key={place.value} value={place.value}>
            {place.label}
          </option>
        ))}
      </select>
    </div>
  );
}
