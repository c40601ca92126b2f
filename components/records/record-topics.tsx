import { ActionForm } from '@/components/ui/action-form.client';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field.client';
import type { TopicLine } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import type { FormAction } from '@/lib/forms/state';
import { MAX_TOPICS_PER_RECORD } from '@/lib/records/rules';
import type { RecordView } from '@/lib/records/view-models';
import { MAX_TOPIC_NAME, topicHref } from '@/lib/topics/rules';
import { recordHref } from './record-header';

const SHOWN = 20;

type RecordTopicsProps = { record: RecordView; topics: readonly TopicLine[]; add: FormAction; locale: string };

const more = { one: 'and # more', other: 'and # more' };

/** The topics of a record beside it, and for those who may a box to add one. Nothing where there are none to show or add. */
export function RecordTopics({ record, topics, add, locale }: RecordTopicsProps) {
  const canAssign = record.can.assignTopics;
  if (topics.length === 0 && !canAssign) return null;
  const hidden = topics.length - SHOWN;
  const editHref = recordHref(record, 'topics');
  return (
    <Card title="Topics" id="topics">
      {topics.length > 0 && (
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {topics.slice(0, SHOWN).map(({ key, name }) => (
            <li key={key}>
              <a className="link wrap-anywhere" href={topicHref(key)} dir="auto">
                #{name}
              </a>
            </li>
          ))}
          {hidden > 0 && (
            <li>
              <a className="link" href={editHref}>
                {plural(hidden, more, locale)}
              </a>
            </li>
          )}
        </ul>
      )}
      {canAssign && topics.length < MAX_TOPICS_PER_RECORD && (
        <ActionForm action={add} id="record-topic" className="form mt-2">
          <input type="hidden" name="id" value={record.id} />
          <Field name="topic" label="Add a topic" maxLength={MAX_TOPIC_NAME + 1} autoComplete="off" required />
          <div className="flex flex-wrap items-center gap-3">
            <button type="submit" className="btn btn-small">
              Add topic
            </button>
            {topics.length > 0 && (
              <a className="link meta" href={editHref}>
                Edit topics
              </a>
            )}
          </div>
        </ActionForm>
      )}
    </Card>
  );
}
