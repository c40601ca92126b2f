import type { FollowCounts as Counts } from '@/lib/follow/view-models';
import { plural } from '@/lib/format';

/** How many of each kind are followed; kinds without any are left out. */
export function FollowCounts({ counts: { people, topics, records }, locale }: { counts: Counts; locale: string }) {
  const parts = [
    people > 0 && plural(people, { one: '# person', other: '# people' }, locale),
    topics > 0 && plural(topics, { one: '# topic', other: '# topics' }, locale),
    records > 0 && plural(records, { one: '# record', other: '# records' }, locale),
  ].filter((part) => part !== false);
  return parts.length > 1 ? <p className="meta">{parts.join(' · ')}</p> : null;
}
