import { ExportForm } from '@/components/list-views/export-form';
import { BoundWords, countLine, NoRecords } from '@/components/list-views/list-words';
import { RecordTable } from '@/components/list-views/record-table';
import { OlderLink } from '@/components/ui/older-link';
import type { ListPlan } from '@/lib/list-views/plan-rules';
import { countList, listRecords } from '@/lib/list-views/queries';
import { defaultShape, listPath } from '@/lib/list-views/rules';
import { stateFields, stateHref } from '@/lib/list-views/state-rules';
import { type Asked, ListBar } from './list-bar';

const isNarrowed = ({ scope, filters, topics, q }: ListPlan) =>
  scope !== 'all' || filters.length > 0 || topics.length > 0 || q !== '';

/** One page of a list with everything that can be done with it. */
export async function recordList(asked: Asked, plan: ListPlan) {
  const { viewer, session, object, state, base } = asked;
  const everything = { ...plan, ...defaultShape(object), columns: [], filters: [], topics: [], q: '', sort: plan.sort };
  const [list, count, all] = await Promise.all([
    listRecords(viewer, object, plan, { after: state.after }),
    countList(viewer, object, plan, session.stamp),
    isNarrowed(plan) ? countList(viewer, object, everything, session.stamp) : null,
  ]);
  const path = listPath(object.apiName);
  const hrefOf = (sort: string, isDescending: boolean) =>
    stateHref(path, { ...state, shape: { ...state.shape, sort, isDescending } }, base);
  const order = { sort: plan.sort.apiName, isDescending: plan.isDescending, hrefOf };
  const first = stateHref(path, state, base);
  const { rows, names, next } = list;
  return (
    <>
      <ListBar {...asked} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="meta">{countLine(object, count, all, viewer.locale)}</p>
        <span className="flex flex-wrap items-center gap-3">
          {viewer.kind === 'internal' && (
            <a className="link meta" href={`${path}/bin`}>
              Bin
            </a>
          )}
          {rows.length > 0 && <ExportForm object={object.apiName} fields={stateFields(state, base)} />}
        </span>
      </div>
      {rows.length > 0 ? (
        <RecordTable object={object} columns={plan.columns} rows={rows} names={names} order={order} reader={viewer} />
      ) : (
        !list.isUnfinished && (
          <NoRecords object={object} isNarrowed={isNarrowed(plan)} canCreate={viewer.kind === 'internal'} />
        )
      )}
      <BoundWords list={list} sort={plan.sort.label} object={object} locale={viewer.locale} />
      <div className="flex flex-wrap gap-3">
        {state.after && (
          <a className="btn" href={first}>
            First page
          </a>
        )}
        <OlderLink href={next && stateHref(path, state, base, { after: next })}>
          {list.isUnfinished ? 'Look further' : `More ${object.plural.toLowerCase()}`}
        </OlderLink>
      </div>
    </>
  );
}
