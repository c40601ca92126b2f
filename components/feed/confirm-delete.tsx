import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import type { ButtonAction } from '@/lib/forms/state';

type ConfirmDeleteProps = {
  what: string;
  lead: string;
  id: string;
  action: ButtonAction;
  cancelHref: string;
  children: ReactNode;
};

/** Asks before something is gone for good, and shows it once more. */
export function ConfirmDelete({ what, lead, id, action, cancelHref, children }: ConfirmDeleteProps) {
  return (
    <>
      <PageTitle lead={lead}>{`Delete this ${what}?`}</PageTitle>
      <blockquote className="card p-4">{children}</blockquote>
      <form action={action} className="flex flex-wrap gap-2">
        <input type="hidden" name="id" value={id} />
        <button type="submit" className="btn btn-danger">
          {`Delete ${what}`}
        </button>
        <a className="btn" href={cancelHref}>
          Keep it
        </a>
      </form>
    </>
  );
}
