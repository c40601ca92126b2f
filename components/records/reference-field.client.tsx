'use client';

import { useEffect, useRef, useState } from 'react';
import { Field } from '@/components/ui/field.client';
import type { Offer } from '@/lib/records/view-models';

type ReferenceFieldProps = {
  name: string;
  label: string;
  hint: string;
  typed: string;
  isRequired: boolean;
  /** What it offers before anything is written. */
  offered: readonly Offer[];
  /** The object whose records it names; null for people. */
  object: string | null;
};

const WAIT_MS = 150;

async function ask(object: string | null, text: string, signal: AbortSignal): Promise<Offer[]> {
  const asked = new URLSearchParams({ type: 'reference', q: text, in: object ?? '' });
  const answer = await fetch(`/api/completions?${asked}`, { signal });
  return answer.ok ? ((await answer.json()) as { items: Offer[] }).items : [];
}

/**
 * Names somebody or a record: a name is written and the server finds who or what it is. The browser offers what was
 * there when the page came, and with JavaScript what fits to what is being written.
 */
export function ReferenceField({ name, label, hint, typed, isRequired, offered, object }: ReferenceFieldProps) {
  const [offers, setOffers] = useState(offered);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asking = useRef(new AbortController());

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      asking.current.abort();
    },
    [],
  );

  const look = (text: string) => {
    clearTimeout(timer.current);
    asking.current.abort();
    if (text.trim() === '') return setOffers(offered);
    asking.current = new AbortController();
    const { signal } = asking.current;
    timer.current = setTimeout(() => ask(object, text, signal).then(setOffers, () => undefined), WAIT_MS);
  };

  return (
    <>
      <Field
        name={name}
        label={label}
        hint={hint || undefined}
        defaultValue={typed}
        list={`${name}-offers`}
        autoComplete="off"
        aria-required={isRequired || undefined}
        onInput={({ currentTarget }) => look(currentTarget.value)}
      />
      <datalist id={`${name}-offers`}>
        {offers.map(({ value, detail }) => (
          <option key={value} value={value}>
            {detail}
          </option>
        ))}
      </datalist>
    </>
  );
}
