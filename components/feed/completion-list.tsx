import { type Completion, LIST } from './completion';

type CompletionListProps = { items: readonly Completion[]; active: number; onChoose: (index: number) => void };

/** What is offered while someone types `@`, `#` or `/`; the keyboard stays in the text box. */
export function CompletionList({ items, active, onChoose }: CompletionListProps) {
  return (
    <div className="options" id={LIST} role="listbox" aria-label="Suggestions">
      {items.map((item, index) => (
        <div
          key={item.value}
          id={`${LIST}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(index);
          }}
        >
          <span className={item.note ? 'text-muted wrap-anywhere' : 'strong wrap-anywhere'} dir="auto">
            {item.label}
          </span>
          <span className="meta" dir="auto">
            {item.detail}
          </span>
          {item.note && <span className="meta note ms-auto">{item.note}</span>}
        </div>
      ))}
    </div>
  );
}
