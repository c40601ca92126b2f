import { BinList } from '@/components/record-access/bin-list';
import { PageTitle } from '@/components/ui/page-title';
import { getObject } from '@/lib/objects/queries';
import { listBin } from '@/lib/record-access/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params }) => {
  const object = await getObject(viewer, params.object ?? '');
  const rows = await listBin(viewer, object.apiName);
  return {
    title: `Bin · ${object.plural}`,
    current: 'records',
    width: 'list',
    body: (
      <>
        <nav aria-label="Breadcrumb" className="trail meta">
          <a href="/records">Records</a>
          <a href={`/records/${object.apiName}`} dir="auto">
            {object.plural}
          </a>
        </nav>
        <PageTitle lead="What was deleted stays here for 15 days, for whoever owned or deleted it.">Bin</PageTitle>
        <BinList rows={rows} clock={viewer} />
      </>
    ),
  };
});
