import { Avatar } from '@/components/ui/avatar';
import { Card } from '@/components/ui/card';
import { plural } from '@/lib/format';
import { topicHref } from '@/lib/topics/rules';
import type { TopicPage } from '@/lib/topics/view-models';

const followers = {
  zero: 'Nobody follows this topic yet.',
  one: '# person follows this topic.',
  other: '# people follow this topic.',
};

/** Beside a topic's feed: who follows it, what goes with it, where it is used. */
export function TopicFacts({ topic, locale }: { topic: TopicPage; locale: string }) {
  return (
    <>
      <Card title="About this topic">
        <p className="meta">{plural(topic.followers, followers, locale)}</p>
      </Card>
      {topic.related.length > 0 && (
        <Card title="Related topics">
          <ul className="grid gap-2">
            {topic.related.map((related) => (
              <li key={related.key}>
                <a className="link wrap-anywhere" href={topicHref(related.key)} dir="auto">
                  #{related.name}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {topic.groups.length > 0 && (
        <Card title="Used lately in">
          <ul className="grid gap-2">
            {topic.groups.map((group) => (
              <li key={group.id}>
                <a className="group-link" href={`/groups/${group.slug}`}>
                  <Avatar id={group.id} name={group.name} photoId={group.photoId} size={20} square />
                  <bdi>{group.name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
