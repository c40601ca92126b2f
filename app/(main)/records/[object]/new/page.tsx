import { NewRecordForm } from '@/components/records/record-form';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden } from '@/lib/errors';
import { getObject } from '@/lib/objects/queries';
import { fillNew } from '@/lib/records/form-queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params, search }) => {
  const object = await getObject(viewer, params.object ?? '');
  if (viewer.kind === 'guest') throw new Forbidden();
  const fields = await fillNew(viewer, object, search);
  const title = `New ${object.label.toLowerCase()}`;
  return {
    title,
    current: `object:${object.apiName}`,
    body: (
      <>
        <nav aria-label="Breadcrumb" className="trail meta">
          <a href="/records">Records</a>
          <a href={`/records/${object.apiName}`} dir="auto">
            {object.plural}
          </a>
        </nav>
        <PageTitle lead={object.description}>{title}</PageTitle>
        <NewRecordForm object={object} fields={fields} />
      </>
    ),
  };
});
