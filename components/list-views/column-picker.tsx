import { Button } from '@/components/ui/button';
import { listFields, listPath, MAX_COLUMNS } from '@/lib/list-views/rules';
import { CarriedFields, type ListAddress } from './filters';

/** Which columns, and in which order: by a box and a number for each field. */
export function ColumnPicker({ object, state, base }: ListAddress) {
  const { columns } = state.shape;
  const fields = listFields(object).filter(({ role }) => role !== 'name');
  const place = (apiName: string) => columns.indexOf(apiName) + 1;
  const shown = fields.toSorted((a, b) => (place(a.apiName) || 1000) - (place(b.apiName) || 1000));
  return (
    <details className="menu" name="list-menu">
      <summary className="btn btn-small">Columns</summary>
      <form method="get" action={listPath(object.apiName)} className="menu-list menu-form">
        <CarriedFields state={state} base={base} but={['columns']} />
        <p className="hint">At most {MAX_COLUMNS}. The numbers say in which order.</p>
        <input type="hidden" name="column" value="" />
        <ul className="column-list">
          {shown.map(({ apiName, label }) => (
            <li key={apiName}>
              <label className="check">
                <input type="checkbox" name="column" value={apiName} defaultChecked={place(apiName) > 0} />
                <span dir="auto">{label}</span>
              </label>
              <input
                className="input"
                type="number"
                min={1}
                max={MAX_COLUMNS}
                name={`place_${apiName}`}
                defaultValue={place(apiName) || ''}
                aria-label={`Place of ${label}`}
              />
            </li>
          ))}
        </ul>
        <Button small>Apply</Button>
      </form>
    </details>
  );
}
