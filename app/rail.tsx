import type { ReactNode } from 'react';
import { SuggestionList } from '@/components/suggestions/suggestion-list';
import { TrendingTopics } from '@/components/topics/trending-topics';
import type { Session } from '@/lib/access/session';
import { listSuggestions } from '@/lib/suggestions/queries';
import { listTrending } from '@/lib/topics/queries';

/** Beside Home: what is talked about, and whom one might follow. */
export async function homeRail({ viewer }: Session): Promise<ReactNode> {
  const [trending, suggestions] = await Promise.all([listTrending(viewer), listSuggestions(viewer)]);
  return (
    <>
      <TrendingTopics topics={trending} locale={viewer.locale} />
      <SuggestionList suggestions={suggestions} locale={viewer.locale} />
    </>
  );
}
