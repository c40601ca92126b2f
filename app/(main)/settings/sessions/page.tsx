import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SessionList } from '@/components/auth/session-list';
import { SettingsTabs } from '@/components/people/settings-tabs';
import { PageTitle } from '@/components/ui/page-title';
import { endOtherSessionsAction, endSessionAction, signOutAction } from '@/lib/auth/actions';
import { listSessions } from '@/lib/sessions/queries';

const actions = { endSession: endSessionAction, endOthers: endOtherSessionsAction, signOut: signOutAction };

export default visit(async (viewer, { session }) => {
  const sessions = await listSessions(viewer);
  return {
    title: 'Sessions',
    current: 'settings',
    body: (
      <>
        <PageTitle lead="The browsers that are signed in as you. End those you do not know.">Sessions</PageTitle>
        <SettingsTabs current="sessions" />
        <SessionList sessions={sessions} currentId={session.id} actions={actions} reader={readerOf(session)} />
      </>
    ),
  };
});
