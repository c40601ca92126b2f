type SearchFormProps = { action: string; label: string; query?: string | undefined; fields?: Record<string, string> };

/** Words to find within a list; an ordinary GET form, so that its result has an address. */
export function SearchForm({ action, label, query = '', fields = {} }: SearchFormProps) {
  return (
    <form action={action} method="get" className="flex max-w-[30rem] gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input
        className="input grow"
        type="text"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={query}
        dir="auto"
      />
      <button type="submit" className="btn">
        Find
      </button>
    </form>
  );
}
