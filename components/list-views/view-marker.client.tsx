'use client';

import { useEffect } from 'react';

const LOOK_MS = 1500;

/** Notes that a record was looked at, once it was for a moment. Without JavaScript nothing is remembered. */
export function ViewMarker({ recordId }: { recordId: string }) {
  useEffect(() => {
    const timer = setTimeout(() => {
      const body = new URLSearchParams({ recordId });
      fetch('/api/record-views', { method: 'POST', body, keepalive: true }).catch(() => undefined);
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [recordId]);
  return null;
}
