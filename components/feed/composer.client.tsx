'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { boxes, forget, keep, markSent, restore } from './drafts';

/** The box that is typed in, or the one whose place is chosen. */
function boxOf({ target }: Event): HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement && target.dataset.draft !== undefined) return target;
  return target instanceof HTMLSelectElement ? (target.form?.querySelector('textarea[data-draft]') ?? null) : null;
}

/** Browsers without field-sizing grow the box by hand. */
function grow(box: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}

function onInput(event: Event) {
  const box = boxOf(event);
  if (!box) return;
  keep(box);
  grow(box);
}

function onKey(event: KeyboardEvent) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) boxOf(event)?.form?.requestSubmit();
}

/** For every box to write in: keeps drafts, grows, and sends with Ctrl+Enter. One leaf for the whole page. */
export function Composer() {
  const path = usePathname();
  const sent = useRef<string | null>(null);

  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => {
      const box = [...boxes()].find((entry) => entry.form === event.target);
      if (box) sent.current = markSent(box);
    };
    // React resets a form when its action is over; a box that is empty then was taken, a full one was given back.
    const onReset = (event: Event) => {
      const box = [...boxes()].find((entry) => entry.form === event.target);
      if (!box) return;
      setTimeout(() => {
        if (!box.value && sent.current) forget(sent.current);
        sent.current = null;
        grow(box);
      });
    };
    document.addEventListener('input', onInput);
    document.addEventListener('keydown', onKey);
    document.addEventListener('submit', onSubmit);
    document.addEventListener('reset', onReset);
    document.addEventListener('chatter:page', restore);
    return () => {
      document.removeEventListener('input', onInput);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('submit', onSubmit);
      document.removeEventListener('reset', onReset);
      document.removeEventListener('chatter:page', restore);
    };
  }, []);

  // A post that leads to another page was taken; one that leads to the sign-in was not.
  useEffect(() => {
    if (sent.current && path !== '/login') forget(sent.current);
    sent.current = null;
    restore();
  }, [path]);

  return null;
}
