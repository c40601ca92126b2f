'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { startLive } from './live-session';

/** Keeps pages live. Renders nothing: what changes comes with the page itself, fetched anew. */
export function Live() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const live = useRef<ReturnType<typeof startLive>>(null);

  useEffect(() => {
    live.current = startLive(() => startTransition(() => router.refresh()));
    return () => live.current?.stop();
  }, [router]);

  useEffect(() => {
    if (!isPending) live.current?.refreshed();
  }, [isPending]);

  return null;
}
