import { withIcon } from '@/components/ui/icon';
import type { FrameViewer } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';

/** What belongs to the person: their page, their settings, the way out. */
export function AccountLinks({ viewer, signOut }: { viewer: FrameViewer; signOut: ButtonAction }) {
  return (
    <>
      <a className={withIcon('person')} href={`/people/${viewer.handle}`}>
        Profile
      </a>
      <a className={withIcon('settings')} href="/settings/profile">
        Settings
      </a>
      {viewer.isAdmin && (
        <a className={withIcon('admin')} href="/setup/people">
          Setup
        </a>
      )}
      <form action={signOut}>
        <button type="submit" className={withIcon('sign-out')}>
          Sign out
        </button>
      </form>
    </>
  );
}
