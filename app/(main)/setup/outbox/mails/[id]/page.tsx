import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { MailContent, MailFacts } from '@/components/mail-ledger/mail-page';
import { PageTitle } from '@/components/ui/page-title';
import { overseeMail } from '@/lib/access/oversee';
import { getMail } from '@/lib/mail-ledger/queries';
import { kindName } from '@/lib/mail-ledger/rules';

export default visit(async (viewer, { params: { id = '' }, session }) => {
  const mail = await getMail(await overseeMail(viewer, id), id);
  return {
    title: 'Mail · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle>
          <bdi>{mail.subject ?? kindName(mail.kind)}</bdi>
        </PageTitle>
        {viewer.permissions.has('admin') && <SetupTabs current="outbox" />}
        <MailFacts mail={mail} reader={readerOf(session)} />
        <MailContent mail={mail} />
        <p>
          <a className="link" href="/setup/outbox/mails">
            All mail
          </a>
        </p>
      </>
    ),
  };
});
