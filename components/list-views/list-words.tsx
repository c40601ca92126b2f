import { EmptyState } from '@/components/ui/empty-state';
import { formatNumber, plural } from '@/lib/format';
import type { ListProblem } from '@/lib/list-views/plan-rules';
import { listPath, NEWEST } from '@/lib/list-views/rules';
import type { BoundedCount, RecordList } from '@/lib/list-views/view-models';
import type { ObjectView } from '@/lib/objects/view-models';

/** "8,800", or "10,000+" where counting ended. */
export const countWords = ({ count, isMore }: BoundedCount, locale: string): string =>
  `${formatNumber(count, locale)}${isMore ? '+' : ''}`;

/** How many records the list has, and of how many. */
export function countLine(
  { label, plural: many }: ObjectView,
  shown: BoundedCount,
  all: BoundedCount | null,
  locale: string,
): string {
  const noun = !all && shown.count === 1 && !shown.isMore ? label : many;
  const counted = countWords(shown, locale);
  return all ? `${counted} of ${countWords(all, locale)} ${noun.toLowerCase()}` : `${counted} ${noun.toLowerCase()}`;
}

/** Why a list is not shown. A field that is closed to the reader and one that never was have the same words. */
export function ListProblemWords({ object, problem }: { object: ObjectView; problem: ListProblem }) {
  const href = listPath(object.apiName);
  if (problem.kind === 'field') {
    return (
      <EmptyState
        title="This list cannot be shown"
        action={<a className="btn" href={href}>{`All ${object.plural.toLowerCase()}`}</a>}
      >
        It uses a field that does not exist or that you may not read. Choose another view.
      </EmptyState>
    );
  }
  return (
    <div className="form-errors" role="alert">
      <p>
        <b dir="auto">{problem.label}</b>: {problem.words}
      </p>
    </div>
  );
}

type BoundProps = {
  list: Pick<RecordList, 'isBounded' | 'isUnfinished'>;
  sort: string;
  object: ObjectView;
  locale: string;
};

/** What was looked at where that is not everything. */
export function BoundWords({ list, sort, object, locale }: BoundProps) {
  const many = object.plural.toLowerCase();
  const newest = plural(NEWEST, { one: '#', other: '#' }, locale);
  if (list.isUnfinished)
    return (
      <p className="meta">{`${newest} ${many} were looked through for this page. There may be more further on.`}</p>
    );
  if (!list.isBounded) return null;
  return (
    <p className="meta">{`Sorted by ${sort} among the newest ${newest} ${many}. Filter the list to see older ones.`}</p>
  );
}

/** Nothing to show: a list that is empty, or one that was narrowed until nothing was left. */
export function NoRecords({
  object,
  isNarrowed,
  canCreate,
}: {
  object: ObjectView;
  isNarrowed: boolean;
  canCreate: boolean;
}) {
  const many = object.plural.toLowerCase();
  const href = listPath(object.apiName);
  if (isNarrowed)
    return (
      <EmptyState title={`No ${many} fit`} action={<a className="btn" href={href}>{`All ${many}`}</a>}>
        Take a filter off, or choose another view.
      </EmptyState>
    );
  return (
    <EmptyState
      title={`No ${many} yet`}
      action={
        canCreate && <a className="btn btn-primary" href={`${href}/new`}>{`New ${object.label.toLowerCase()}`}</a>
      }
    >
      {object.description}
    </EmptyState>
  );
}
