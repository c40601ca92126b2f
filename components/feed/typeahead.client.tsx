'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { announce, type Completion, complete, lookUp, type Wanted, wantedAt } from './completion';
import { CompletionList } from './completion-list';

type Open = { box: HTMLTextAreaElement; wanted: Wanted; items: Completion[]; active: number };

const WAIT_MS = 120;

/** Completes @mentions, #topics and /records in every box to write in. Without it people type handles and topics by hand and paste addresses. */
export function Typeahead() {
  const [open, setOpen] = useState<Open | null>(null);
  const asking = useRef(new AbortController());

  const close = useCallback(() => {
    asking.current.abort();
    setOpen(null);
  }, []);

  const choose = useCallback((from: Open, index: number) => {
    const item = from.items[index];
    setOpen(null);
    if (item) complete(from.box, from.wanted, item.value);
    from.box.focus();
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onInput = (event: Event) => {
      const box = event.target;
      if (!(box instanceof HTMLTextAreaElement) || box.dataset.draft === undefined) return;
      clearTimeout(timer);
      asking.current.abort();
      const wanted = wantedAt(box.value.slice(0, box.selectionStart));
      if (!wanted) return setOpen(null);
      asking.current = new AbortController();
      const { signal } = asking.current;
      const ask = () =>
        lookUp(box, wanted, signal).then(
          (items) => !signal.aborted && setOpen(items.length > 0 ? { box, wanted, items, active: 0 } : null),
          () => undefined,
        );
      timer = setTimeout(ask, WAIT_MS);
    };
    document.addEventListener('input', onInput);
    document.addEventListener('focusout', close);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('input', onInput);
      document.removeEventListener('focusout', close);
    };
  }, [close]);

  useEffect(() => {
    if (!open) return;
    const { box, items, active } = open;
    const move = (by: number) => setOpen({ ...open, active: (active + by + items.length) % items.length });
    const acts = new Map([
      ['ArrowDown', () => move(1)],
      ['ArrowUp', () => move(-1)],
      ['Enter', () => choose(open, active)],
      ['Tab', () => choose(open, active)],
      ['Escape', close],
    ]);
    const onKey = (event: KeyboardEvent) => {
      const act = event.isComposing || event.ctrlKey || event.metaKey ? undefined : acts.get(event.key);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    announce(box, active);
    box.addEventListener('keydown', onKey);
    return () => {
      announce(box, null);
      box.removeEventListener('keydown', onKey);
    };
  }, [open, choose, close]);

  if (!open?.box.parentElement) return null;
  return createPortal(
    <CompletionList items={open.items} active={open.active} onChoose={(index) => choose(open, index)} />,
    open.box.parentElement,
  );
}
