import type { Option } from './field.client';

type ChoiceProps = {
  name: string;
  option: Option;
  type: 'radio' | 'checkbox';
  isChosen: boolean;
  id: string;
  errorId?: string | undefined;
};

/** One radio button or check box with its label and what it means. */
export function Choice({ name, option, type, isChosen, id, errorId }: ChoiceProps) {
  const hintId = option.hint ? `${id}-hint` : undefined;
  return (
    <label className="choice">
      <input
        id={id}
        type={type}
        name={name}
        value={option.value}
        defaultChecked={isChosen}
        aria-invalid={errorId ? true : undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={[hintId, errorId].filter(Boolean).join(' ') || undefined}
      />
      <span id={`${id}-label`}>{option.label}</span>
      {option.hint && (
        <span className="hint" id={hintId}>
          {option.hint}
        </span>
      )}
    </label>
  );
}
