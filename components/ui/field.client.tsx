'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useField } from './action-form.client';

type Words = { label: ReactNode; hint?: ReactNode; error?: string };

/** Label, hint and error around a control, tied to it by ids. */
function Frame({ id, label, hint, error, children }: Words & { id: string; children: ReactNode }) {
  return (
    <div className={error ? 'field is-wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

function useControl(name: string, { hint, error: given }: Pick<Words, 'hint' | 'error'>) {
  const { id, error: answered, value } = useField(name);
  const error = answered ?? given;
  return {
    id,
    error,
    value,
    aria: { id, name, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy(id, hint, error) },
  };
}

type Named<Tag extends 'input' | 'textarea' | 'select'> = Omit<ComponentProps<Tag>, 'id'> & Words & { name: string };

/** A text box of one line. */
export function Field({ label, hint, error: given, name, defaultValue, className, ...rest }: Named<'input'>) {
  const { id, error, value, aria } = useControl(name, { hint, error: given });
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        type="text"
        dir="auto"
        {...rest}
        {...aria}
        defaultValue={value ?? defaultValue}
        className={className ? `input ${className}` : 'input'}
      />
    </Frame>
  );
}

/** A text box of several lines that grows with its text. */
export function TextArea({ label, hint, error: given, name, defaultValue, ...rest }: Named<'textarea'>) {
  const { id, error, value, aria } = useControl(name, { hint, error: given });
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea dir="auto" rows={4} {...rest} {...aria} defaultValue={value ?? defaultValue} className="input" />
    </Frame>
  );
}

export type Option = { value: string; label: string; hint?: string };

/** One of several, when there are many. The key makes the browser take the kept value after React resets the form. */
export function Select({
  label,
  hint,
  error: given,
  name,
  options,
  defaultValue,
  ...rest
}: Named<'select'> & { options: readonly Option[] }) {
  const { id, error, value, aria } = useControl(name, { hint, error: given });
  const chosen = value ?? defaultValue;
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select {...rest} {...aria} key={String(chosen)} defaultValue={chosen} className="input">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
