import type { Ref } from 'react';

/** What is wrong with a form, at its top, with a way to each field. */
export function FormErrors({
  message,
  fields,
  idOf,
  ref,
}: {
  message: string;
  fields: Record<string, string>;
  idOf: (name: string) => string;
  ref?: Ref<HTMLDivElement>;
}) {
  const wrong = Object.entries(fields);
  return (
    <div role="alert" className="form-errors" tabIndex={-1} ref={ref}>
      <p className="strong">{message}</p>
      {wrong.length > 0 && (
        <ul className="mt-1">
          {wrong.map(([name, problem]) => (
            <li key={name}>
              <a href={`#${idOf(name)}`}>{problem}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
