import { Avatar } from '@/components/ui/avatar';
import { formatNumber } from '@/lib/format';
import { moveCardAction } from '@/lib/list-views/actions';
import { amountField, CARDS, listPath } from '@/lib/list-views/rules';
import { stateHref } from '@/lib/list-views/state-rules';
import type { BoardCard, BoardColumn, Board as BoardView, References } from '@/lib/list-views/view-models';
import { formatValue, type ValueReader } from '@/lib/objects/value-format';
import type { FieldView } from '@/lib/objects/view-models';
import { recordPath } from '@/lib/records/rules';
import { BoardDrag } from './board-drag.client';
import type { ListAddress } from './filters';

type BoardProps = ListAddress & { board: BoardView; path: FieldView; reader: ValueReader };

type CardProps = Pick<BoardProps, 'object' | 'path' | 'reader'> & { card: BoardCard; stage: string; names: References };

/** Where a card goes: its select and its button belong to the one form of the board. */
function MoveCard({ card, stage, path }: Pick<CardProps, 'card' | 'stage' | 'path'>) {
  return (
    <div className="move-card">
      <select
        form="move-card"
        name={`to_${card.id}`}
        defaultValue={stage}
        key={stage}
        aria-label={`Move ${card.name} to`}
      >
        {path.options
          .filter(({ value, isActive }) => isActive || value === stage)
          .map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
      </select>
      <button type="submit" form="move-card" name="card" value={`${card.id} ${stage}`} className="act">
        Move
      </button>
    </div>
  );
}

function Card({ card, stage, object, path, reader, names }: CardProps) {
  const amount = amountField(object);
  const owner = names[card.ownerId];
  return (
    <li className="card board-card" id={`card-${card.id}`} draggable={card.canEdit || undefined}>
      <a
        className="strong wrap-anywhere"
        href={recordPath({ object: object.apiName, id: card.id })}
        dir="auto"
        draggable={false}
      >
        {card.name || 'Without a name'}
      </a>
      <div className="meta board-facts">
        {owner && <Avatar id={card.ownerId} name={owner.name} photoId={null} size={20} />}
        <bdi>{owner?.name}</bdi>
        {amount && card.amount !== null && <span className="ms-auto">{formatValue(amount, card.amount, reader)}</span>}
      </div>
      {card.canEdit && <MoveCard card={card} stage={stage} path={path} />}
    </li>
  );
}

function Column({ column, names, ...props }: BoardProps & { column: BoardColumn; names: References }) {
  const { object, state, base, path, reader } = props;
  const amount = amountField(object);
  const filters = [...state.shape.filters, { field: path.apiName, operator: 'is' as const, values: [column.value] }];
  const more = stateHref(
    listPath(object.apiName),
    { ...state, isBoard: false, shape: { ...state.shape, filters } },
    base,
  );
  return (
    <section className="board-column" aria-label={column.label} data-stage={column.value}>
      <header>
        <h2 className="text-feed" dir="auto">
          {column.label}
        </h2>
        <p className="meta">
          {formatNumber(column.count, reader.locale)}
          {amount && column.sum !== null && ` · ${formatValue(amount, column.sum, reader)}`}
        </p>
      </header>
      <ul>
        {column.cards.map((card) => (
          <Card
            key={card.id}
            card={card}
            stage={column.value}
            object={object}
            path={path}
            reader={reader}
            names={names}
          />
        ))}
      </ul>
      {column.count > CARDS && (
        <a className="link" href={more}>
          All {formatNumber(column.count, reader.locale)}
          <span className="sr-only"> in {column.label}</span>
        </a>
      )}
    </section>
  );
}

/** Records by stage. A card is moved with its select, or drawn over with a mouse. */
export function Board(props: BoardProps) {
  const { board } = props;
  return (
    <>
      <form id="move-card" action={moveCardAction} hidden>
        <input type="hidden" name="anchor" value="board" />
      </form>
      <div className="board" id="board">
        {board.columns.map((column) => (
          <Column key={column.value} {...props} column={column} names={board.names} />
        ))}
      </div>
      <BoardDrag />
    </>
  );
}
