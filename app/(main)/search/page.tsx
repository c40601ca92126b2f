import { GroupHits } from '@/components/search/group-hits';
import { PeopleRows } from '@/components/search/people-rows';
import { PostHits } from '@/components/search/post-hits';
import { RecordHitList } from '@/components/search/record-hits';
import { TopicIndex } from '@/components/topics/topic-index';
import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { Tabs } from '@/components/ui/tabs';
import type { Viewer } from '@/lib/access/viewer';
import type { Reader } from '@/lib/feed/view-models';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { searchGroups, searchPeople, searchPosts, searchRecords, searchTopics } from '@/lib/search/queries';
import { href, readerOf } from '../../feed-block';
import { visit } from '../../visit';

const tabs = ['posts', 'people', 'groups', 'topics', 'records'] as const;
type Tab = (typeof tabs)[number];
const labels: Record<Tab, string> = {
  posts: 'Posts',
  people: 'People',
  groups: 'Groups',
  topics: 'Topics',
  records: 'Records',
};

type Search = { viewer: Viewer; reader: Reader; q: string; before: string | undefined; object: string | undefined };

const results: Record<Tab, (search: Search) => Promise<React.ReactNode>> = {
  posts: async ({ viewer, reader, q, before }) => {
    const { items, next } = await searchPosts(viewer, q, before);
    if (items.length === 0) return null;
    return (
      <>
        <PostHits hits={items} reader={reader} />
        <OlderLink href={next && href('/search', { q, in: 'posts', before: next })} />
      </>
    );
  },
  people: async ({ viewer, q }) => {
    const people = await searchPeople(viewer, q);
    return people.length > 0 && <PeopleRows people={people} />;
  },
  groups: async ({ viewer, q }) => {
    const groups = await searchGroups(viewer, q);
    return groups.length > 0 && <GroupHits groups={groups} />;
  },
  topics: async ({ viewer, q }) => {
    const topics = await searchTopics(viewer, q);
    return topics.length > 0 && <TopicIndex title="Topics found" topics={topics} locale={viewer.locale} />;
  },
  records: async ({ viewer, reader, q, object }) => {
    const hits = await searchRecords(viewer, q, object);
    const hrefOf = (of: string | undefined) => href('/search', { q, in: 'records', object: of });
    return hits.objects.length > 0 && <RecordHitList hits={hits} reader={reader} object={object} hrefOf={hrefOf} />;
  },
};

const hint =
  '#topic finds every post and record with that topic, “two words” a phrase, and the last word may be unfinished.';

export default visit(async (viewer, { search, session }) => {
  const q = (search.q ?? '').slice(0, 400);
  const tab = tabs.find((name) => name === search.in) ?? 'posts';
  if (q) await countUse(limits.search, viewer.id);
  const found = q
    ? await results[tab]({ viewer, reader: readerOf(session), q, before: search.before, object: search.object })
    : null;
  return {
    title: q ? `${q} · Search` : 'Search',
    current: 'search',
    query: q,
    body: (
      <>
        <PageTitle lead={hint}>{q ? `Search for ${q}` : 'Search'}</PageTitle>
        <Tabs
          label="Search in"
          tabs={tabs.map((name) => ({
            label: labels[name],
            href: href('/search', { q, in: name }),
            isCurrent: name === tab,
          }))}
        />
        {found || (
          <EmptyState title={q ? 'Nothing found that you can see' : 'What are you looking for?'}>
            {q
              ? 'Try fewer or other words, or another tab.'
              : 'Type words, a name or a #topic into the box at the top.'}
          </EmptyState>
        )}
      </>
    ),
  };
});
