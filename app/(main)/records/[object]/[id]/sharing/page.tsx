import { RecordTrail } from '@/components/record-access/record-trail';
import { RestrictForm } from '@/components/record-access/restrict-form';
import { ShareList } from '@/components/record-access/share-list';
import { ShareWith } from '@/components/record-access/share-with';
import { WhoReads } from '@/components/record-access/who-reads';
import { PageTitle } from '@/components/ui/page-title';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { getSharing, listShareCandidates } from '@/lib/record-access/queries';
import { visit } from '../../../../../visit';

export default visit(async (viewer, { params, search }) => {
  const { add } = search;
  if (add) await countUse(limits.search, viewer.id);
  const sharing = await getSharing(viewer, params.object ?? '', params.id ?? '');
  const candidates = await listShareCandidates(viewer, sharing, add);
  const { record, plural } = sharing;
  const { locale } = viewer;
  return {
    title: `Sharing · ${record.name}`,
    current: 'records',
    body: (
      <>
        <RecordTrail record={record} plural={plural} />
        <PageTitle>Who can see {record.name}</PageTitle>
        <WhoReads sharing={sharing} locale={locale} />
        <ShareList sharing={sharing} locale={locale} />
        <ShareWith record={record} wanted={add} candidates={candidates} locale={locale} />
        <RestrictForm sharing={sharing} />
      </>
    ),
  };
});
