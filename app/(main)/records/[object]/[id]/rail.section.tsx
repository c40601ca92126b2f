import { RecordGroups } from '@/components/group-records/record-groups';
import { RecordTopics } from '@/components/records/record-topics';
import { RelatedLists } from '@/components/records/related-lists';
import type { Viewer } from '@/lib/access/viewer';
import { listGroupsOfRecord } from '@/lib/group-records/queries';
import { addRecordTopicAction } from '@/lib/record-topics/actions';
import { listRecordTopics } from '@/lib/record-topics/queries';
import { listRelated } from '@/lib/records/related-queries';
import type { RecordView } from '@/lib/records/view-models';

/** Beside a record: what points to it, its topics and the groups that work on it. */
export async function recordRail(eyes: Viewer, record: RecordView) {
  const [related, topics, groups] = await Promise.all([
    listRelated(eyes, record.id),
    listRecordTopics(eyes, record.id),
    listGroupsOfRecord(eyes, record.id),
  ]);
  const { locale } = eyes;
  return (
    <div className="record-rail">
      <RelatedLists lists={related} record={record} canCreate={eyes.kind === 'internal'} locale={locale} />
      <RecordTopics record={record} topics={topics} add={addRecordTopicAction} locale={locale} />
      <RecordGroups recordId={record.id} groups={groups} />
    </div>
  );
}
