'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { closeMenus, copyLink, followable, markFollowed, searchUrl } from './clicks';

const COPIED_MS = 2500;

/** Told to the document when a page has come by soft navigation. */
export const PAGE_EVENT = 'chatter:page';

/** The heading of the page, or the place that its address names: there, where one writes when it is for writing. */
function focusTarget(): HTMLElement | null {
  if (!location.hash) return document.querySelector('main h1');
  const place = document.querySelector<HTMLElement>(`[id="${CSS.escape(decodeURIComponent(location.hash.slice(1)))}"]`);
  return place?.matches('[tabindex]') ? place : (place?.querySelector('textarea') ?? null);
}

function focusPage() {
  document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const isWriting = document.activeElement?.matches('input, textarea');
  if (!isWriting) (focusTarget() ?? document.querySelector('main'))?.focus({ preventScroll: true });
  document.dispatchEvent(new Event(PAGE_EVENT));
}

/**
 * Makes plain links and GET forms of the whole site change the page without loading it anew. One listener for all, so
 * that links stay plain HTML and cost nothing to render.
 */
export function SoftNavigation() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [said, setSaid] = useState('');
  const wasPending = useRef(false);

  useEffect(() => {
    const go = (url: URL) => startTransition(() => router.push(url.pathname + url.search + url.hash));
    const onClick = (event: MouseEvent) => {
      closeMenus(event);
      markFollowed(event);
      const copied = copyLink(event);
      if (copied) {
        copied.then(setSaid);
        return;
      }
      const url = followable(event);
      if (!url) return;
      event.preventDefault();
      go(url);
    };
    const onSubmit = (event: SubmitEvent) => {
      const url = searchUrl(event);
      if (!url) return;
      event.preventDefault();
      go(url);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('auxclick', markFollowed);
    document.addEventListener('submit', onSubmit);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('auxclick', markFollowed);
      document.removeEventListener('submit', onSubmit);
    };
  }, [router]);

  useEffect(() => {
    if (wasPending.current && !isPending) focusPage();
    wasPending.current = isPending;
  }, [isPending]);

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <>
      {isPending && <div className="progress" aria-hidden="true" />}
      <output className={said ? 'toast' : 'sr-only'}>{said}</output>
    </>
  );
}
