'use client';

import { useTyped } from '@/components/ui/action-form.client';

/** What was typed into fields that the form does not have any more: nothing that somebody wrote is thrown away unseen. */
export function LostFields({ shown }: { shown: readonly string[] }) {
  const typed = Object.entries(useTyped());
  const lost = typed.filter(([name, text]) => name.startsWith('v_') && text && !shown.includes(name.slice(2)));
  if (lost.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor="lost">Typed into a field that was removed</label>
      <textarea
        id="lost"
        className="input"
        dir="auto"
        readOnly
        rows={3}
        defaultValue={lost.map(([, text]) => text).join('\n\n')}
      />
    </div>
  );
}
