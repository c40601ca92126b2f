import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { ImportFacts } from '@/components/imports/import-facts';
import { ImportProgress } from '@/components/imports/import-progress';
import { ImportReportView } from '@/components/imports/import-report';
import { MappingForm } from '@/components/imports/mapping-form';
import { PageTitle } from '@/components/ui/page-title';
import { getImport } from '@/lib/imports/queries';
import { isAtWork } from '@/lib/imports/rules';
import { getObject } from '@/lib/objects/queries';

const mapped = ['draft', 'checked', 'stopped'];

export default visit(async (viewer, { params, session }) => {
  const found = await getImport(viewer, params.id ?? '');
  const object = await getObject(viewer, found.object);
  const reader = readerOf(session);
  return {
    title: `${found.fileName} · Import · Setup`,
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead={`${object.plural} from a file`}>{found.fileName}</PageTitle>
        <SetupTabs current="import" />
        <ImportProgress found={found} reader={reader} />
        {found.startedAt && !isAtWork(found.state) && <ImportReportView found={found} locale={reader.locale} />}
        {mapped.includes(found.state) && <MappingForm found={found} object={object} />}
        <ImportFacts found={found} reader={reader} />
      </>
    ),
  };
});
