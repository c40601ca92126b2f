import { ListProblemWords } from '@/components/list-views/list-words';
import { ViewChoice } from '@/components/list-views/view-choice';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { planList } from '@/lib/list-views/plan-rules';
import { listPath } from '@/lib/list-views/rules';
import { findListState, listSavedViews } from '@/lib/list-views/view-queries';
import { getObject } from '@/lib/objects/queries';
import { currentRequest } from '@/lib/request';
import { visit } from '../../../visit';
import { recordBoard } from './board.section';
import { recordList } from './list.section';

export default visit(async (viewer, { params, query, session }) => {
  const object = await getObject(viewer, params.object ?? '');
  const [{ state, base, view }, views] = await Promise.all([
    findListState(viewer, object, query),
    listSavedViews(viewer, object.id),
  ]);
  if (state.q) await countUse(limits.search, viewer.id);
  const plan = planList(object, state.shape, state.q);
  if ('kind' in plan) currentRequest()?.setStatus(400);
  const asked = { viewer, session, object, state, base, view };
  const create = viewer.kind === 'internal' && (
    <ButtonLink look="primary" icon="plus" href={`${listPath(object.apiName)}/new`}>
      New {object.label.toLowerCase()}
    </ButtonLink>
  );
  const shown = async () => {
    if ('kind' in plan) return <ListProblemWords object={object} problem={plan} />;
    return state.isBoard ? recordBoard(asked, plan) : recordList(asked, plan);
  };
  return {
    title: object.plural,
    current: `object:${object.apiName}`,
    width: 'list',
    body: (
      <>
        <PageTitle end={create}>{object.plural}</PageTitle>
        <ViewChoice object={object.apiName} current={state.list} views={views} isBoard={state.isBoard} />
        {await shown()}
      </>
    ),
  };
});
