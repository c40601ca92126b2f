import { DeleteForm } from '@/components/groups/life-forms';
import { PageTitle } from '@/components/ui/page-title';
import { Forbidden } from '@/lib/errors';
import { getGroup } from '@/lib/groups/queries';
import { visit } from '../../../../../visit';

export default visit(async (viewer, { params }) => {
  const { group } = await getGroup(viewer, params.slug ?? '');
  if (!group.can.delete) throw new Forbidden();
  return {
    title: `Delete ${group.name}`,
    current: `group:${group.slug}`,
    body: (
      <>
        <PageTitle>Delete this group</PageTitle>
        <DeleteForm group={group} locale={viewer.locale} />
      </>
    ),
  };
});
