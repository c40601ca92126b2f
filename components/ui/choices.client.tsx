'use client';

import { useField } from './action-form.client';
import { Choice } from './choice';
import type { Option } from './field.client';

/** One of a few, each with a sentence about what it means. */
export function RadioGroup({
  legend,
  name,
  options,
  defaultValue,
}: {
  legend: string;
  name: string;
  options: readonly Option[];
  defaultValue?: string;
}) {
  const { id, error, value } = useField(name);
  const chosen = value ?? defaultValue;
  return (
    <fieldset
      className={error ? 'field is-wrong' : 'field'}
      id={id}
      aria-describedby={error ? `${id}-error` : undefined}
      key={chosen}
    >
      <legend>{legend}</legend>
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {options.map((option) => (
        <Choice
          key={option.value}
          id={`${id}-${option.value}`}
          name={name}
          option={option}
          type="radio"
          isChosen={option.value === chosen}
        />
      ))}
    </fieldset>
  );
}

/** One thing to switch on or off; sends "on". */
export function Checkbox({
  name,
  label,
  hint,
  isChecked = false,
}: {
  name: string;
  label: string;
  hint?: string;
  isChecked?: boolean;
}) {
  const { id, error, value, isReturned } = useField(name);
  const chosen = isReturned ? value === 'on' : isChecked;
  const choice = (
    <Choice
      key={String(chosen)}
      id={id}
      name={name}
      option={{ value: 'on', label, hint }}
      type="checkbox"
      isChosen={chosen}
      errorId={error && `${id}-error`}
    />
  );
  if (!error) return choice;
  return (
    <div className="field is-wrong">
      <p className="field-error i i-alert" id={`${id}-error`}>
        {error}
      </p>
      {choice}
    </div>
  );
}
