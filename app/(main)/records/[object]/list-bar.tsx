import { ColumnPicker } from '@/components/list-views/column-picker';
import { AddFilter, CarriedFields, FilterChips, FilterForm, TopicFilter } from '@/components/list-views/filters';
import { SaveView, UpdateView } from '@/components/list-views/save-view';
import { Button, ButtonLink } from '@/components/ui/button';
import type { Session } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { listPath } from '@/lib/list-views/rules';
import { type ListState, stateFields, stateHref } from '@/lib/list-views/state-rules';
import type { ListShape, SavedView } from '@/lib/list-views/view-models';
import type { ObjectView } from '@/lib/objects/view-models';

/** What both the list and the board of an object are made from. */
export type Asked = {
  viewer: Viewer;
  session: Session;
  object: ObjectView;
  state: ListState;
  base: ListShape;
  view: SavedView | null;
};

/** The address of the list as text, whole, for a form that keeps it. */
const written = ({ state, base }: Pick<Asked, 'state' | 'base'>) =>
  new URLSearchParams(stateFields(state, base)).toString();

function Search({ object, state, base }: Pick<Asked, 'object' | 'state' | 'base'>) {
  return (
    <form method="get" action={listPath(object.apiName)} className="flex grow gap-2">
      <CarriedFields state={state} base={base} but={['q']} />
      <input
        className="input grow"
        type="search"
        name="q"
        defaultValue={state.q}
        key={state.q}
        aria-label={`Find in ${object.plural.toLowerCase()}`}
        placeholder="Find by name"
        dir="auto"
      />
      <Button icon="search" small>
        Find
      </Button>
    </form>
  );
}

/** The one of list and board that is not shown, where the object has a path. */
function ShapeLink({ object, state, base }: Pick<Asked, 'object' | 'state' | 'base'>) {
  if (!object.pathField) return null;
  const other = { ...state, isBoard: !state.isBoard };
  return (
    <ButtonLink small href={stateHref(listPath(object.apiName), other, base)}>
      {state.isBoard ? 'List' : 'Board'}
    </ButtonLink>
  );
}

function Saving({ object, state, base, view, viewer }: Asked) {
  if (state.q || state.shape.scope === 'recent') return null;
  const isChanged = stateFields(state, base).some(([name]) => !['list', 'view'].includes(name));
  const text = written({ state, base });
  return (
    <>
      {view?.can.edit && isChanged && <UpdateView object={object.apiName} view={view} state={text} />}
      {view && (view.can.edit || view.can.delete) && (
        <ButtonLink small icon="settings" href={`${listPath(object.apiName)}/views/${view.id}`}>
          Edit view
        </ButtonLink>
      )}
      <SaveView object={object.apiName} state={text} clientId={newId()} isGuest={viewer.kind === 'guest'} />
    </>
  );
}

/** Search, filters, columns and what can be kept of them, above a list or a board. */
export function ListBar(asked: Asked) {
  const { object, state, base, viewer } = asked;
  const address = { object, state, base };
  return (
    <>
      <div className="list-bar">
        <Search {...address} />
        <AddFilter {...address} />
        <TopicFilter {...address} />
        {!state.isBoard && <ColumnPicker {...address} />}
        <ShapeLink {...address} />
        <Saving {...asked} />
      </div>
      <FilterChips {...address} reader={viewer} />
      <FilterForm {...address} />
    </>
  );
}
