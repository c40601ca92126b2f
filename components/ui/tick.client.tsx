'use client';

import { useField } from './action-form.client';

type TickProps = {
  name: string;
  value: string;
  /** Ids of what names it: the heads of its row and of its column. */
  labelledBy: string;
  describedBy?: string | undefined;
  isChecked: boolean;
  isDisabled?: boolean;
};

/** One of many boxes of one name, in a table. Those that nobody may change are not sent and stay as they are. */
export function Tick({ name, value, labelledBy, describedBy, isChecked, isDisabled = false }: TickProps) {
  const { value: sent, isReturned } = useField(name);
  const chosen = isReturned && !isDisabled ? (sent ?? '').split('\n').includes(value) : isChecked;
  return (
    <label className="tick">
      <input
        key={String(chosen)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={chosen}
        disabled={isDisabled}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
      />
    </label>
  );
}
