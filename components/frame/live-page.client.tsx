'use client';

import { useEffect } from 'react';
import { holdIds } from '@/components/feed/drafts';
import type { LivePage as Page } from '@/lib/realtime/view-models';
import { showPage } from './live-page';

/** Tells the one leaf that keeps pages live what this page is. Each time a page is made anew it says so again. */
export function LivePage({ page }: { page: Page | null }) {
  useEffect(() => {
    showPage(page);
    holdIds();
  }, [page]);
  useEffect(() => () => showPage(null), []);
  return null;
}
