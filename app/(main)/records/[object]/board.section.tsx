import { Board } from '@/components/list-views/board';
import { ListProblemWords } from '@/components/list-views/list-words';
import { plural } from '@/lib/format';
import { getBoard } from '@/lib/list-views/board-queries';
import type { ListPlan } from '@/lib/list-views/plan-rules';
import { NEWEST } from '@/lib/list-views/rules';
import { type Asked, ListBar } from './list-bar';

/** The board of an object by its path; one without a path that the reader may read has none. */
export async function recordBoard(asked: Asked, plan: ListPlan) {
  const { viewer, object, state, base } = asked;
  const path = object.fields.find(({ apiName }) => apiName === object.pathField);
  if (!path) return <ListProblemWords object={object} problem={{ kind: 'field' }} />;
  const board = await getBoard(viewer, object, plan, path);
  const newest = plural(NEWEST, { one: '#', other: '#' }, viewer.locale);
  return (
    <>
      <ListBar {...asked} />
      <Board object={object} state={state} base={base} board={board} path={path} reader={viewer} />
      {board.isBounded && (
        <p className="meta">{`Of the ${newest} ${object.plural.toLowerCase()} that changed last. Filter the board to see others.`}</p>
      )}
    </>
  );
}
