'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { areKeysOn, keyListener } from './keyboard';
import { keys } from './keys';

const isHelp = (event: MouseEvent) => event.target instanceof Element && event.target.closest('[data-shortcuts-help]');

/** Keyboard shortcuts and their help sheet. Escape closes open menus. */
export function Shortcuts() {
  const router = useRouter();
  const sheet = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const onKey = keyListener(
      (path) => router.push(path),
      () => setOpen(true),
    );
    const onClick = (event: MouseEvent) => isHelp(event) && setOpen(true);
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [router]);

  useEffect(() => {
    if (isOpen) sheet.current?.showModal();
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="shortcuts-title" onClose={() => setOpen(false)}>
      <form method="dialog" className="flex items-center justify-between">
        <h2 className="text-heading" id="shortcuts-title">
          Keyboard shortcuts
        </h2>
        <button type="submit" className="btn btn-quiet i i-close" aria-label="Close" />
      </form>
      <dl>
        {[{ keys: '?', says: 'This sheet' }, ...keys].map((entry) => (
          <div key={entry.keys}>
            <dt>{entry.says}</dt>
            <dd>
              {entry.keys.split(' ').map((key, index) => (
                // Two keys of one chord may be alike; their order tells them apart.
                <kbd key={`${index === 0 ? 'first' : 'then'} ${key}`}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="meta">
        {areKeysOn() ? 'Single keys can be turned off in ' : 'Single keys are turned off. Turn them on in '}
        <a className="link" href="/settings/profile" onClick={() => sheet.current?.close()}>
          your settings
        </a>
        .
      </p>
    </dialog>
  );
}
