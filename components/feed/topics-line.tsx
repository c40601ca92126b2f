import type { TopicLine } from '@/lib/feed/view-models';
import { topicHref } from '@/lib/topics/rules';

/** Topics that do not stand in the text. */
export function TopicsLine({ topics }: { topics: readonly TopicLine[] }) {
  if (topics.length === 0) return null;
  return (
    <p className="topics">
      {topics.map(({ key, name }) => (
        <a key={key} href={topicHref(key)} dir="auto">
          #{name}
        </a>
      ))}
    </p>
  );
}
