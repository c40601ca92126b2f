'use client';

import { useEffect } from 'react';

const card = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('.board-card') : null;
const column = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('.board-column') : null;

/** Moves a card as its own form does, so that what may be moved, and what is said of it, is the same. */
function move(moved: HTMLElement, stage: string): void {
  const select = moved.querySelector('select');
  const button = moved.querySelector('button');
  if (!select || !button || select.value === stage) return;
  select.value = stage;
  if (select.value === stage) button.click();
}

/** Lets cards be drawn from one column into another. */
export function BoardDrag() {
  useEffect(() => {
    const board = document.getElementById('board');
    let drawn: HTMLElement | null = null;
    const mark = (over: HTMLElement | null) => {
      for (const one of board?.querySelectorAll('.is-over') ?? []) if (one !== over) one.classList.remove('is-over');
      over?.classList.add('is-over');
    };
    const listeners: Record<string, (event: Event) => void> = {
      dragstart: ({ target }) => {
        drawn = card(target);
      },
      dragover: (event) => {
        if (!drawn) return;
        event.preventDefault();
        mark(column(event.target));
      },
      drop: (event) => {
        event.preventDefault();
        const stage = column(event.target)?.dataset.stage;
        if (drawn && stage !== undefined) move(drawn, stage);
      },
      dragend: () => {
        drawn = null;
        mark(null);
      },
    };
    for (const [name, listen] of Object.entries(listeners)) board?.addEventListener(name, listen);
    return () => {
      for (const [name, listen] of Object.entries(listeners)) board?.removeEventListener(name, listen);
    };
  }, []);
  return null;
}
