import 'server-only';
import type { z } from 'zod';
import { Invalid } from '@/lib/errors';

/** Boxes of a record's fields are named by whoever defined them, and hold what everybody on their page reads. */
const secret = /^(?!v_).*(password|token|secret)/i;
const isFrameworkField = (name: string) => name.startsWith('$');

/** The text fields of a form as they were typed, several of one name each on its line; file fields and secrets are not given back. */
export function typedValues(data: FormData): Record<string, string> {
  const typed = [...data].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !isFrameworkField(entry[0]) && !secret.test(entry[0]),
  );
  const values = new Map<string, string>();
  for (const [name, value] of typed) values.set(name, values.has(name) ? `${values.get(name)}\n${value}` : value);
  return Object.fromEntries(values);
}

function given(data: FormData): Record<string, unknown> {
  const names = [...new Set(data.keys())].filter((name) => !isFrameworkField(name));
  return Object.fromEntries(
    names.map((name) => {
      const all = data.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
}

/** Reads a form through its schema; several fields of one name become a list. Throws Invalid with a message per field. */
export function parseForm<S extends z.ZodType>(schema: S, data: FormData): z.output<S> {
  const parsed = schema.safeParse(given(data));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  throw new Invalid(fields);
}
