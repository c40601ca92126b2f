import type { ReactNode } from 'react';
import { TrendingTopics } from '@/components/topics/trending-topics';
import type { Session } from '@/lib/access/session';
import { listTrending } from '@/lib/topics/queries';

/** Beside Home: what is talked about. */
export async function homeRail({ viewer }: Session): Promise<ReactNode> {
  const trending = await listTrending(viewer);
  return <TrendingTopics topics={trending} locale={viewer.locale} />;
}
