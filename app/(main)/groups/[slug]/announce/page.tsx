import { AnnouncementForm } from '@/components/announcements/announcement-form';
import { PageTitle } from '@/components/ui/page-title';
import { dayIn } from '@/lib/announcements/rules';
import { env } from '@/lib/env';
import { Forbidden } from '@/lib/errors';
import { findDraft } from '@/lib/feed/queries';
import { getGroup } from '@/lib/groups/queries';
import { visit } from '../../../../visit';

export default visit(async (viewer, { params }) => {
  const { group } = await getGroup(viewer, params.slug ?? '');
  if (!group.can.announce) throw new Forbidden();
  const kept = await findDraft(viewer, `post:${group.id}`);
  return {
    title: `Announce in ${group.name}`,
    current: `group:${group.slug}`,
    body: (
      <>
        <PageTitle lead="A post that stands above all others of the group until its day is over.">
          Announce in {group.name}
        </PageTitle>
        <AnnouncementForm
          group={group}
          today={dayIn(env.TIME_ZONE, new Date())}
          timeZone={env.TIME_ZONE}
          kept={kept}
          locale={viewer.locale}
        />
      </>
    ),
  };
});
