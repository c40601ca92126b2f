import { TopicEditor } from '@/components/feed/topic-editor';
import { TopicsLine } from '@/components/feed/topics-line';
import { EmptyState } from '@/components/ui/empty-state';
import { addRecordTopicAction, removeRecordTopicAction } from '@/lib/record-topics/actions';
import { listRecordTopics } from '@/lib/record-topics/queries';
import { MAX_TOPICS_PER_RECORD } from '@/lib/records/rules';
import { partPage } from '../record-page';

const lead = 'Whoever finds a topic finds every record with it that they may see.';

export default partPage({ title: 'Topics', lead }, async (eyes, record) => {
  const topics = await listRecordTopics(eyes, record.id);
  const editor = (
    <TopicEditor
      id={record.id}
      title="Topics of this record"
      most={MAX_TOPICS_PER_RECORD}
      topics={topics}
      add={addRecordTopicAction}
      remove={removeRecordTopicAction}
    />
  );
  if (record.can.assignTopics) return { body: editor };
  const empty = <EmptyState title="No topics yet">Who may edit this record can add some.</EmptyState>;
  return { body: topics.length > 0 ? <TopicsLine topics={topics} /> : empty };
});
