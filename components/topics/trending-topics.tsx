import { Card } from '@/components/ui/card';
import { plural } from '@/lib/format';
import { topicHref } from '@/lib/topics/rules';
import type { TopicSummary } from '@/lib/topics/view-models';

const thisWeek = { one: '# this week', other: '# this week' };

/** What is talked about more than usual, counted over what the reader may see. */
export function TrendingTopics({ topics, locale }: { topics: readonly TopicSummary[]; locale: string }) {
  if (topics.length === 0) return null;
  return (
    <Card title="Trending topics">
      <ul className="grid gap-2">
        {topics.map((topic) => (
          <li key={topic.key} className="flex items-baseline justify-between gap-3">
            <a className="link wrap-anywhere" href={topicHref(topic.key)} dir="auto">
              #{topic.name}
            </a>
            <span className="meta tabular-nums whitespace-nowrap">{plural(topic.posts, thisWeek, locale)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
