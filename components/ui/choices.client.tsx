'use client';

import { useField } from './action-form.client';
import type { Option } from './field.client';

type ChoiceProps = { name: string; option: Option; type: 'radio' | 'checkbox'; isChosen: boolean; id: string };

function Choice({ name, option, type, isChosen, id }: ChoiceProps) {
  const hintId = option.hint ? `${id}-hint` : undefined;
  return (
    <label className="choice">
      <input id={id} type={type} name={name} value={option.value} defaultChecked={isChosen} aria-describedby={hintId} />
      <span>{option.label}</span>
      {option.hint && (
        <span className="hint" id={hintId}>
          {option.hint}
        </span>
      )}
    </label>
  );
}

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
  const { id, value } = useField(name);
  const chosen = value === undefined ? isChecked : value === 'on';
  return (
    <Choice
      key={String(chosen)}
      id={id}
      name={name}
      option={{ value: 'on', label, hint }}
      type="checkbox"
      isChosen={chosen}
    />
  );
}
