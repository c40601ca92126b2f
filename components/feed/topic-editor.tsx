import { ActionForm } from '@/components/ui/action-form.client';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field.client';
import type { TopicLine } from '@/lib/feed/view-models';
import type { ButtonAction, FormAction } from '@/lib/forms/state';
import { MAX_TOPIC_NAME } from '@/lib/topics/rules';

type TopicEditorProps = {
  /** The post or record that carries them. */
  id: string;
  title: string;
  /** How many it can carry. */
  most: number;
  topics: readonly TopicLine[];
  add: FormAction;
  remove: ButtonAction;
};

/** All topics of a post or record, to take off one by one, and a box to add another. */
export function TopicEditor({ id, title, most, topics, add, remove }: TopicEditorProps) {
  return (
    <Card title={title} id="topics">
      {topics.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {topics.map((topic) => (
            <li key={topic.key}>
              <form action={remove}>
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="topic" value={topic.key} />
                <input type="hidden" name="anchor" value="topics" />
                <button type="submit" className="btn btn-small" aria-label={`Remove topic ${topic.name}`}>
                  <bdi className="wrap-anywhere">#{topic.name}</bdi>
                  <span className="i i-close" aria-hidden="true" />
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {topics.length < most && (
        <ActionForm action={add} id="topic" className="form mt-3">
          <input type="hidden" name="id" value={id} />
          <Field name="topic" label="Add a topic" maxLength={MAX_TOPIC_NAME} autoComplete="off" />
          <button type="submit" className="btn justify-self-start">
            Add
          </button>
        </ActionForm>
      )}
    </Card>
  );
}
