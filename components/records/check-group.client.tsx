'use client';

import { useField } from '@/components/ui/action-form.client';
import { Choice } from '@/components/ui/choice';

type CheckGroupProps = {
  name: string;
  legend: string;
  hint: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
};

/** Any of several, each a box of the same name. */
export function CheckGroup({ name, legend, hint, options, chosen }: CheckGroupProps) {
  const { id, error, value, isReturned } = useField(name);
  const ticked = isReturned ? (value ?? '').split('\n') : chosen;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={error ? 'field is-wrong' : 'field'} id={id} aria-describedby={described || undefined}>
      <legend dir="auto">{legend}</legend>
      {hint && (
        <p className="hint" id={`${id}-hint`} dir="auto">
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {options.map((option, index) => (
        <Choice
          key={`${option.value} ${ticked.includes(option.value)}`}
          id={`${id}-${index}`}
          name={name}
          option={option}
          type="checkbox"
          isChosen={ticked.includes(option.value)}
        />
      ))}
    </fieldset>
  );
}
