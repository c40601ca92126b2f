'use client';

import { useEffect, useRef } from 'react';

/** Sends the form it stands in once somebody sees the page: not while it is in another tab. */
export function ReadNow() {
  const place = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const send = () => {
      if (document.visibilityState === 'hidden') return;
      stop.abort();
      place.current?.form?.requestSubmit();
    };
    document.addEventListener('visibilitychange', send, { signal: stop.signal });
    send();
    return () => stop.abort();
  }, []);
  return <input type="hidden" ref={place} />;
}
