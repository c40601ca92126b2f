import { Button } from '@/components/ui/button';
import type { DirectoryFilters as Filters } from '@/lib/people/view-models';

/** What the directory is narrowed by now. */
export type DirectoryChoice = { q: string; department: string; office: string; letter: string };

function Choice({
  name,
  label,
  all,
  options,
  chosen,
}: {
  name: string;
  label: string;
  all: string;
  options: readonly string[];
  chosen: string;
}) {
  if (options.length === 0) return null;
  return (
    <select className="input w-auto max-w-full" name={name} aria-label={label} defaultValue={chosen} key={chosen}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}

type DirectoryFiltersProps = {
  filters: Filters;
  choice: DirectoryChoice;
  hrefOf: (change: Partial<DirectoryChoice>) => string;
};

function Letters({ filters, choice, hrefOf }: DirectoryFiltersProps) {
  const letters = ['', ...filters.letters];
  return (
    <nav aria-label="First letter" className="flex flex-wrap gap-x-0.5">
      {letters.map((letter) => (
        <a
          key={letter}
          className="rounded-control px-2 py-1.5 text-center text-muted aria-[current]:bg-accent-soft aria-[current]:text-accent hover:bg-sunken"
          href={hrefOf({ letter })}
          aria-current={letter === choice.letter ? 'true' : undefined}
        >
          {letter || 'All'}
        </a>
      ))}
    </nav>
  );
}

/** Search, department and office as one form, and the letters as links. */
export function DirectoryFilters({ filters, choice, hrefOf }: DirectoryFiltersProps) {
  const { q, department, office, letter } = choice;
  return (
    <search className="grid gap-3">
      <form method="get" action="/people" className="flex flex-wrap gap-2">
        {letter && <input type="hidden" name="letter" value={letter} />}
        <input
          className="input w-auto min-w-0 flex-1 basis-52"
          type="search"
          name="q"
          defaultValue={q}
          key={q}
          aria-label="Name, title or department"
          placeholder="Name, title or department"
          dir="auto"
        />
        <Choice
          name="department"
          label="Department"
          all="All departments"
          options={filters.departments}
          chosen={department}
        />
        <Choice name="office" label="Office" all="All offices" options={filters.offices} chosen={office} />
        <Button icon="search">Find</Button>
      </form>
      <Letters filters={filters} choice={choice} hrefOf={hrefOf} />
    </search>
  );
}
