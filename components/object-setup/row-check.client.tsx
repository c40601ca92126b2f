'use client';

import { useField } from '@/components/ui/action-form.client';

type RowCheckProps = { name: string; value: string; label: string; of: string; isChecked: boolean };

/** One of several boxes of a row that share their name with those of the other rows. */
export function RowCheck({ name, value, label, of, isChecked }: RowCheckProps) {
  const { value: sent, isReturned } = useField(name);
  const chosen = isReturned ? (sent ?? '').split('\n').includes(value) : isChecked;
  return (
    <label className="check">
      <input
        key={String(chosen)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={chosen}
        aria-label={`${label}: ${of}`}
      />
      <span>{label}</span>
    </label>
  );
}
