import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { InvitationList } from '@/components/administration/invitation-list';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { listInvitations } from '@/lib/administration/invitation-queries';

export default visit(async (viewer, { search, session }) => {
  const invitations = await listInvitations(viewer);
  const invite = (
    <ButtonLink look="primary" icon="plus" href="/setup/people/invite">
      Invite
    </ButtonLink>
  );
  return {
    title: 'Invitations · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle end={invite}>Invitations</PageTitle>
        <SetupTabs current="invitations" />
        <InvitationList invitations={invitations} newId={search.new ?? null} reader={readerOf(session)} />
      </>
    ),
  };
});
