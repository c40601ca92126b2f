import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';

/** A page that is all words: what happened, what that means, the ways on. */
export function Words({ title, children, ways }: { title: string; children: ReactNode; ways: ReactNode }) {
  return (
    <div className="grid max-w-[60ch] gap-4 py-4">
      <PageTitle>{title}</PageTitle>
      <div className="grid gap-2 text-muted text-pretty">{children}</div>
      <div className="form-end">{ways}</div>
    </div>
  );
}
