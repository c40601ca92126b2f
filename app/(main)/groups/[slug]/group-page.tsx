import type { ReactNode } from 'react';
import { GroupHeader, type GroupTab } from '@/components/groups/group-header';
import { GroupRail } from '@/components/groups/group-rail';
import { GroupNotices } from '@/components/groups/notices';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { sorts } from '@/lib/feed/rules';
import { listGroupRecords } from '@/lib/group-records/queries';
import { RAIL_SHOWN } from '@/lib/group-records/rules';
import { getGroup } from '@/lib/groups/queries';
import type { GroupView } from '@/lib/groups/view-models';
import { findGroupAddress } from '@/lib/inbound/queries';
import type { LivePlace } from '@/lib/realtime/view-models';
import { liveFeed, readerOf } from '../../../feed-block';
import { type Visit, visit } from '../../../visit';

/** What a tab renders of a group, read with `eyes`, which a permission may have opened wider than the viewer's own. */
type Load = (eyes: Viewer, group: GroupView, asked: Visit) => Promise<ReactNode>;

const isFor: Record<GroupTab, (group: GroupView) => boolean> = {
  posts: () => true,
  members: (group) => group.isOpen,
  records: (group) => group.isOpen,
  settings: (group) => group.can.edit,
};

/** Each look into a group with a permission is recorded: its page does not look by itself. Settings are a form. */
function liveGroup(tab: GroupTab, { id, access, isOpen, isOverseen }: GroupView, asked: Visit): LivePlace | undefined {
  if (tab === 'settings' || isOverseen || asked.search.show) return undefined;
  const sort = sorts.find((name) => name === asked.search.sort) ?? asked.session.homeSort;
  const audience = isOpen ? id : undefined;
  return liveFeed({ ...asked.search, sort }, [id], access === 'public' ? null : audience);
}

/** One tab of a group's page: the same head and rail around what `load` fetches and renders. */
export function groupPage(tab: GroupTab, load: Load) {
  return visit(async (viewer, asked) => {
    const { group, eyes } = await getGroup(viewer, asked.params.slug ?? '');
    if (!isFor[tab](group)) throw new Forbidden();
    const [body, address, records] = await Promise.all([
      load(eyes, group, asked),
      findGroupAddress(viewer, group),
      tab === 'records' || !group.isOpen ? null : listGroupRecords(eyes, group.id, { size: RAIL_SHOWN }),
    ]);
    return {
      title: group.name,
      current: `group:${group.slug}`,
      live: liveGroup(tab, group, asked),
      rail: <GroupRail group={group} tab={tab} locale={viewer.locale} address={address} records={records} />,
      body: (
        <>
          <GroupHeader group={group} tab={tab} locale={viewer.locale} />
          <GroupNotices group={group} reader={readerOf(asked.session)} />
          {body}
        </>
      ),
    };
  });
}
