import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { ImportList } from '@/components/imports/import-list';
import { UploadForm } from '@/components/imports/upload-form';
import { PageTitle } from '@/components/ui/page-title';
import { env } from '@/lib/env';
import { listImports } from '@/lib/imports/queries';
import { listObjects } from '@/lib/objects/queries';

const lead = 'Records from a CSV file. It is checked first; nothing is written and nobody is told until you say so.';

export default visit(async (viewer, { session }) => {
  const [imports, objects] = await Promise.all([listImports(viewer), listObjects(viewer)]);
  return {
    title: 'Import · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead={lead}>Import</PageTitle>
        <SetupTabs current="import" />
        <UploadForm objects={objects} maxMegabytes={env.MAX_UPLOAD_MB} />
        <ImportList imports={imports} reader={readerOf(session)} />
      </>
    ),
  };
});
