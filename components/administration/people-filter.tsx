import { Button } from '@/components/ui/button';

type Values = { q: string; state: string; kind: string };

const states = [
  ['active', 'Active'],
  ['deactivated', 'Deactivated'],
  ['all', 'All'],
] as const;

const kinds = [
  ['all', 'Colleagues and guests'],
  ['internal', 'Colleagues'],
  ['guest', 'Guests'],
] as const;

function Choose({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: typeof states | typeof kinds;
  value: string;
}) {
  return (
    <label className="grid gap-1">
      <span className="meta">{label}</span>
      <select className="input" name={name} defaultValue={value}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whom the list shows; a GET form, so that the result has an address. */
export function PeopleFilter({ q, state, kind }: Values) {
  return (
    <search>
      <form action="/setup/people" method="get" className="flex flex-wrap items-end gap-3">
        <label className="grid min-w-56 flex-1 gap-1">
          <span className="meta">Name, handle or address</span>
          <input className="input" type="text" name="q" defaultValue={q} maxLength={100} dir="auto" />
        </label>
        <Choose name="state" label="State" options={states} value={state} />
        <Choose name="kind" label="Kind" options={kinds} value={kind} />
        <Button>Filter</Button>
      </form>
    </search>
  );
}
