import type { ReactNode } from 'react';
import { SuggestionList } from '@/components/suggestions/suggestion-list';
import { TrendingTopics } from '@/components/topics/trending-topics';
import type { Session } from '@/lib/access/session';
import { minuteCache } from '@/lib/minute-cache';
import { listSuggestions } from '@/lib/suggestions/queries';
import { listTrending } from '@/lib/topics/queries';

type Shown = [Awaited<ReturnType<typeof listTrending>>, Awaited<ReturnType<typeof listSuggestions>>];

const keep = minuteCache<Shown>();

/**
 * Beside Home: what is talked about, and whom one might follow. Kept for its viewer while they may find the same; not for
 * guests, who lose those they meet as others leave a group.
 */
export async function homeRail({ viewer, stamp }: Session): Promise<ReactNode> {
  const find = () => Promise.all([listTrending(viewer), listSuggestions(viewer)]);
  const [trending, suggestions] = await (viewer.kind === 'guest' ? find() : keep(viewer.id, stamp, find));
  return (
    <>
      <TrendingTopics topics={trending} locale={viewer.locale} />
      <SuggestionList suggestions={suggestions} locale={viewer.locale} />
    </>
  );
}
