import { visit } from '@/app/visit';
import { InviteForm } from '@/components/administration/invite-form';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { demandAdmin } from '@/lib/administration/queries';

export default visit(async (viewer) => {
  demandAdmin(viewer);
  return {
    title: 'Invite · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="They get a link that is open for seven days and works once.">Invite someone</PageTitle>
        <SetupTabs current="invitations" />
        <InviteForm />
      </>
    ),
  };
});
