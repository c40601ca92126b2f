'use client';

import { useField } from '@/components/ui/action-form.client';

/** Asks once when someone mentioned cannot see the place: they will not be told, and the author may post all the same. */
export function ConfirmMention() {
  const { id, error } = useField('confirm');
  if (!error) return null;
  return (
    <label className="check" htmlFor={id}>
      <input type="checkbox" id={id} name="confirm" value="1" aria-describedby={`${id}-error`} />
      <span>
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>{' '}
        Send it all the same
      </span>
    </label>
  );
}
