'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks every two seconds how far an import has come, for as long as it stands on the page. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, 2000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
