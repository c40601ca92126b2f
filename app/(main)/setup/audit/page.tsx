import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { AuditList } from '@/components/administration/audit-list';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { listAuditEntries } from '@/lib/administration/audit-queries';

export default visit(async (viewer, { search, session }) => {
  const { items, next } = await listAuditEntries(viewer, search.before);
  return {
    title: 'Audit · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="What was done to others, and each use of a permission that opens what is not one’s own.">
          Audit
        </PageTitle>
        <SetupTabs current="audit" />
        <AuditList items={items} reader={readerOf(session)} />
        <OlderLink href={next && `/setup/audit?before=${next}`}>Older entries</OlderLink>
      </>
    ),
  };
});
