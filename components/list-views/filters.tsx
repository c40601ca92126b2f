import { Button, ButtonLink } from '@/components/ui/button';
import { listField, listFields, listPath, MAX_FILTERS, operatorsOf, operatorWords } from '@/lib/list-views/rules';
import { type ListState, stateFields, stateHref } from '@/lib/list-views/state-rules';
import type { ListShape } from '@/lib/list-views/view-models';
import type { ValueReader } from '@/lib/objects/value-format';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { filterWords, valueHint } from './filter-words';

export type ListAddress = { object: ObjectView; state: ListState; base: ListShape };

/** What a form carries along so that it changes nothing else of the list. */
export function CarriedFields({ state, base, but = [] }: Omit<ListAddress, 'object'> & { but?: readonly string[] }) {
  return stateFields(state, base)
    .filter(([name]) => !but.includes(name))
    .map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}

function Chip({ label, href }: { label: string; href: string }) {
  return (
    <li className="chip">
      <span dir="auto">{label}</span>
      <a className="i i-close" href={href}>
        <span className="sr-only">Remove: {label}</span>
      </a>
    </li>
  );
}

/** The filters and topics of a list as chips, each with a way to take it off. */
export function FilterChips({ object, state, base, reader }: ListAddress & { reader: ValueReader }) {
  const { shape } = state;
  const without = (change: Partial<ListShape>) =>
    stateHref(listPath(object.apiName), { ...state, shape: { ...shape, ...change } }, base);
  if (shape.filters.length + shape.topics.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters">
      {shape.filters.map((filter, index) => {
        const label = filterWords(object, filter, reader);
        const filters = shape.filters.toSpliced(index, 1);
        return <Chip key={`${label} ${String(index)}`} label={label} href={without({ filters })} />;
      })}
      {shape.topics.map((topic) => (
        <Chip key={topic} label={`#${topic}`} href={without({ topics: shape.topics.filter((one) => one !== topic) })} />
      ))}
    </ul>
  );
}

function ValueBoxes({ field }: { field: FieldView }) {
  const id = 'filter-value';
  if (field.type === 'picklist' || field.type === 'multi_picklist' || field.type === 'checkbox') {
    const isBox = field.type === 'checkbox';
    const options = isBox
      ? [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]
      : field.options;
    return (
      <fieldset className="filter-options">
        <legend className="sr-only">Value</legend>
        {options.map(({ value, label }) => (
          <label key={value} className="check">
            <input type={isBox ? 'radio' : 'checkbox'} name="value" value={value} />
            <span dir="auto">{label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  const { type, hint } = valueHint(field);
  return (
    <div className="field">
      <label htmlFor={id}>Value</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        className="input"
        id={id}
        type={type}
        name="value"
        dir="auto"
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
    </div>
  );
}

/** What to ask of one field: how, and for which value. An ordinary GET form, so that its result has an address. */
export function FilterForm({ object, state, base }: ListAddress) {
  const field = state.asking ? listField(object, state.asking) : null;
  if (!field) return null;
  const path = listPath(object.apiName);
  return (
    <form method="get" action={path} className="card filter-form" id="filter">
      <h2 className="text-feed strong">{field.label}</h2>
      <CarriedFields state={state} base={base} />
      <input type="hidden" name="filter" value={field.apiName} />
      <div className="field">
        <label htmlFor="filter-op">Condition</label>
        <select className="input" id="filter-op" name="op">
          {operatorsOf(field).map((operator) => (
            <option key={operator} value={operator}>
              {operatorWords(field, operator)}
            </option>
          ))}
        </select>
      </div>
      <ValueBoxes field={field} />
      <div className="form-end">
        <Button look="primary">Apply</Button>
        <ButtonLink look="quiet" href={stateHref(path, state, base)}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

/** The fields that a list can be narrowed by: choosing one opens its form. */
export function AddFilter({ object, state, base }: ListAddress) {
  if (state.shape.filters.length >= MAX_FILTERS) return null;
  const path = listPath(object.apiName);
  return (
    <details className="menu" name="list-menu">
      <summary className="btn btn-small i i-plus">Add filter</summary>
      <div className="menu-list menu-start">
        {listFields(object).map(({ apiName, label }) => (
          <a key={apiName} href={`${stateHref(path, state, base, { filter: apiName })}#filter`} dir="auto">
            {label}
          </a>
        ))}
      </div>
    </details>
  );
}

/** Narrows the list by a topic of its records. */
export function TopicFilter({ object, state, base }: ListAddress) {
  if (!object.hasTopics) return null;
  return (
    <details className="menu" name="list-menu">
      <summary className="btn btn-small i i-topic">Topic</summary>
      <form method="get" action={listPath(object.apiName)} className="menu-list menu-start menu-form">
        <CarriedFields state={state} base={base} but={['topic']} />
        {state.shape.topics.map((topic) => (
          <input key={topic} type="hidden" name="topic" value={topic} />
        ))}
        <label htmlFor="topic-filter">Topic</label>
        <input className="input" id="topic-filter" name="topic" dir="auto" autoComplete="off" maxLength={99} />
        <Button small>Apply</Button>
      </form>
    </details>
  );
}
