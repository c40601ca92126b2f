import type { ReactNode } from 'react';
import { Status } from '@/components/ui/status';
import type { FrameViewer } from '@/lib/feed/view-models';
import type { ButtonAction } from '@/lib/forms/state';
import type { LivePage as Page } from '@/lib/realtime/view-models';
import { BottomBar } from './bottom-bar';
import { LivePage } from './live-page.client';
import { MainNav, type NavigationKey } from './main-nav';
import { Still } from './still.client';
import { TopBar } from './top-bar';

export type { NavigationKey } from './main-nav';

type FrameProps = {
  viewer: FrameViewer;
  signOut: ButtonAction;
  /** The title of the document. The h1 is the body's: see PageTitle. */
  title: string;
  current?: NavigationKey | undefined;
  /** Feeds are narrow; lists without a rail may be wider. */
  width?: 'feed' | 'list';
  rail?: ReactNode;
  /** What is searched for, kept in the search box. */
  query?: string;
  /** The result of what was just done. */
  status?: string | null;
  /** What the page shows, where it is to change by itself. */
  live?: Page | null;
  children: ReactNode;
};

/** The frame around every page of someone who is signed in. */
export function Frame({
  viewer,
  signOut,
  title,
  current,
  width = 'feed',
  rail,
  query,
  status = null,
  live = null,
  children,
}: FrameProps) {
  const shape = `frame${rail ? '' : ' no-rail'}${width === 'list' ? ' is-list' : ''}`;
  return (
    <>
      <title>{`${title} · Chatter`}</title>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <TopBar viewer={viewer} current={current} query={query} signOut={signOut} />
      <div
        className={shape}
        data-person={viewer.id}
        data-handle={viewer.handle}
        data-shortcuts={viewer.hasShortcuts ? 'on' : 'off'}
      >
        <MainNav
          current={current}
          groups={viewer.recentGroups}
          objects={viewer.objects}
          unreadCount={viewer.unreadCount}
        />
        <main className="main" id="main" tabIndex={-1}>
          <Status message={status} />
          <Still>{children}</Still>
        </main>
        {rail && (
          <aside className="rail" aria-label="More">
            {rail}
          </aside>
        )}
      </div>
      <BottomBar viewer={viewer} current={current} signOut={signOut} />
      <LivePage page={live} />
    </>
  );
}
