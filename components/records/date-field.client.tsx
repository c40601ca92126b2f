'use client';

import type { ComponentProps } from 'react';
import { useField } from '@/components/ui/action-form.client';
import { Field } from '@/components/ui/field.client';

const isDate = (text: string) => {
  const time = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
};

/** A day, or a day and time. What came back and is neither stays as it was typed, which a date box would drop. */
export function DateField({ type, ...field }: ComponentProps<typeof Field> & { type: 'date' | 'datetime-local' }) {
  const { value } = useField(field.name);
  return <Field {...field} type={!value || isDate(value) ? type : 'text'} />;
}
