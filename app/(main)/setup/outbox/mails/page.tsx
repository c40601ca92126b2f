import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { MailFilters, MailList } from '@/components/mail-ledger/mail-list';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { listMails } from '@/lib/mail-ledger/queries';
import { mailFilters } from '@/lib/mail-ledger/rules';

const all = 'What was written to whom, and how it went. What it says is for its reader.';
const own = 'This is the demo: nothing leaves it. What would have come to you by email is here.';

export default visit(async (viewer, { search, session }) => {
  const filter = mailFilters.find((name) => name === search.state) ?? 'all';
  const { items, next } = await listMails(viewer, filter, search.before);
  const isAdmin = viewer.permissions.has('admin');
  return {
    title: 'Mail · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead={isAdmin ? all : own}>Mail</PageTitle>
        {isAdmin && <SetupTabs current="outbox" />}
        <MailFilters current={filter} />
        <MailList items={items} reader={readerOf(session)} />
        <OlderLink href={next && `/setup/outbox/mails?state=${filter}&before=${next}`}>Older mail</OlderLink>
      </>
    ),
  };
});
