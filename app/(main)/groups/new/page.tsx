import { NewGroupForm } from '@/components/groups/new-group-form';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden } from '@/lib/errors';
import { visit } from '../../../visit';

export default visit(async (viewer) => {
  if (viewer.kind === 'guest' || !viewer.permissions.has('create_groups')) throw new Forbidden();
  return {
    title: 'New group',
    current: 'groups',
    body: (
      <>
        <PageTitle lead="A place for a team, an office or a subject. You will own it and can change most of this later.">
          New group
        </PageTitle>
        <NewGroupForm />
      </>
    ),
  };
});
