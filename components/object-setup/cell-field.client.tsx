'use client';

import { useField } from '@/components/ui/action-form.client';

type CellFieldProps = { name: string; label: string; defaultValue: string; isNumber?: boolean };

/** A small text box of a row, named by what stands beside it. */
export function CellField({ name, label, defaultValue, isNumber = false }: CellFieldProps) {
  const { id, error, value } = useField(name);
  return (
    <div className={error ? 'field is-wrong' : 'field'}>
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        name={name}
        type="text"
        dir="auto"
        className="input"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        inputMode={isNumber ? 'numeric' : undefined}
        autoComplete="off"
        defaultValue={value ?? defaultValue}
      />
    </div>
  );
}
