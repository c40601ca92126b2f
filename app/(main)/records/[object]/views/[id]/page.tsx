import { DeleteView, EditView } from '@/components/list-views/save-view';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden, NotFound } from '@/lib/errors';
import { findSavedView } from '@/lib/list-views/view-queries';
import { getObject } from '@/lib/objects/queries';
import { visit } from '../../../../../visit';

export default visit(async (viewer, { params }) => {
  const object = await getObject(viewer, params.object ?? '');
  const view = await findSavedView(viewer, object.id, params.id ?? '');
  if (!view) throw new NotFound();
  if (!view.can.edit && !view.can.delete) throw new Forbidden();
  return {
    title: view.name,
    current: `object:${object.apiName}`,
    width: 'list',
    body: (
      <>
        <PageTitle lead={`A view of ${object.plural.toLowerCase()}`}>{view.name}</PageTitle>
        {view.can.edit && <EditView object={object.apiName} view={view} isGuest={viewer.kind === 'guest'} />}
        {view.can.delete && <DeleteView view={view} />}
      </>
    ),
  };
});
