import { typeNames, typeSentences } from '@/lib/objects/setup-rules';
import { fieldTypes } from '@/lib/objects/view-models';

/** The kinds of fields, each with what can be put into it; the type of a field never changes. */
export function TypeChoice({ object }: { object: string }) {
  return (
    <ul className="rows card px-4">
      {fieldTypes.map((type) => (
        <li className="defined-row" key={type}>
          <div>
            <a className="strong" href={`/setup/objects/${object}/fields/new?type=${type}`}>
              {typeNames[type]}
            </a>
            <div className="meta">{typeSentences[type]}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}
