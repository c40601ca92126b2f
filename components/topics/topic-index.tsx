import { usesWords } from '@/lib/topics/count-format';
import { topicHref } from '@/lib/topics/rules';
import type { TopicUses } from '@/lib/topics/view-models';

/** Topics by name, each with the posts and records that the reader may see. */
export function TopicIndex({ title, topics, locale }: { title: string; topics: readonly TopicUses[]; locale: string }) {
  return (
    <section className="card p-4">
      <h2 className="card-title mb-3" dir="auto">
        {title}
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-x-6 gap-y-2">
        {topics.map((topic) => (
          <li key={topic.key} className="flex items-baseline justify-between gap-3">
            <a className="link wrap-anywhere" href={topicHref(topic.key)} dir="auto">
              #{topic.name}
            </a>
            <span className="meta whitespace-nowrap tabular-nums">{usesWords(topic, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
