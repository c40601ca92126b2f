import type { ReactNode } from 'react';
import { Frame, type NavigationKey } from '@/components/frame/frame';
import { SimplePage } from '@/components/frame/simple-page';
import { Broken } from '@/components/pages/broken';
import { KeptText } from '@/components/pages/kept-text';
import { Missing } from '@/components/pages/missing';
import { NotAllowed } from '@/components/pages/not-allowed';
import { SignedOut } from '@/components/pages/signed-out';
import { TooMany as TooManyRequests } from '@/components/pages/too-many';
import { Unavailable } from '@/components/pages/unavailable';
import type { Session } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { signOutAction } from '@/lib/auth/actions';
import { currentSession, requireSession } from '@/lib/auth/current';
import { readFlash } from '@/lib/forms/flash';
import { findLivePage } from '@/lib/realtime/queries';
import type { LivePlace } from '@/lib/realtime/view-models';
import { currentRequest } from '@/lib/request';
import { type Failure, failureOf } from '@/lib/server/failure';

/** One page: what stands in the main column and in the rail, and where it is in the navigation. */
export type PageView = {
  title: string;
  current?: NavigationKey;
  /** Feeds are narrow, lists and records wide. */
  width?: 'feed' | 'list';
  rail?: ReactNode;
  /** Kept in the search box. */
  query?: string;
  /** What it shows, where it changes by itself as that changes. Pages that are forms do not. */
  live?: LivePlace | undefined;
  body: ReactNode;
};

type Address = {
  params: Promise<Record<string, string | string[] | undefined>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What a page is asked for: decoded path parameters, the first value of each query parameter, and all of them. */
export type Visit = {
  session: Session;
  params: Record<string, string>;
  search: Record<string, string>;
  query: URLSearchParams;
};

function firstValues(
  given: Record<string, string | string[] | undefined>,
  decode: (text: string) => string,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const text = Array.isArray(value) ? value[0] : value;
    if (text !== undefined) values[name] = decode(text);
  }
  return values;
}

function allValues(given: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, values = []]) => [values].flat().map((value) => [name, value])),
  );
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const words = {
  missing: { title: 'Not found', body: () => <Missing /> },
  forbidden: { title: 'Not allowed', body: () => <NotAllowed /> },
  'too-many': { title: 'Too many at once', body: () => <TooManyRequests wait="a minute" /> },
  database: { title: 'Not available', body: () => <Unavailable /> },
  bug: { title: 'Something broke', body: (id: string) => <Broken id={id} /> },
} satisfies Record<Failure['kind'], { title: string; body: (id: string) => ReactNode }>;

function failed(failure: Failure): PageView {
  const { title, body } = words[failure.kind];
  return withTyped({ title, body: body(failure.id) });
}

/** Below the words stands what a form had in it, when that brought the reader here. */
function withTyped(view: PageView): PageView {
  const typed = currentRequest()?.typed;
  if (!typed) return view;
  return {
    ...view,
    body: (
      <>
        {view.body}
        <KeptText typed={typed} />
      </>
    ),
  };
}

/** The session, or the page to show instead. Who sent a form on a session that is over gets it back, not just the sign-in. */
async function sessionOrWords(): Promise<Session | PageView> {
  try {
    if (!currentRequest()?.typed) return await requireSession();
    const session = await currentSession();
    if (session) return session;
    currentRequest()?.setStatus(401);
    return withTyped({ title: 'Signed out', body: <SignedOut /> });
  } catch (error) {
    return failed(failureOf(error));
  }
}

/**
 * A page for the signed-in. `load` fetches everything and only then returns what to render, so that whatever fails is
 * caught here and shown in words with its status, with and without JavaScript.
 */
export function visit(load: (viewer: Viewer, visit: Visit) => Promise<PageView>) {
  return async function page({ params, searchParams }: Address) {
    const at = new Date();
    const session = await sessionOrWords();
    if ('body' in session) return <SimplePage title={session.title}>{session.body}</SimplePage>;
    const view = await load(session.viewer, {
      session,
      params: firstValues(await params, decodeSegment),
      search: firstValues(await searchParams, (text) => text),
      query: allValues(await searchParams),
    }).catch((error: unknown) => failed(failureOf(error)));
    const live = view.live ? await findLivePage(session.viewer, at, view.live).catch(() => null) : null;
    const { id, handle, name, kind, permissions } = session.viewer;
    const { photoId, recentGroups, objects, hasShortcuts, unreadCount } = session;
    return (
      <Frame
        viewer={{
          id,
          handle,
          name,
          kind,
          photoId,
          recentGroups,
          objects,
          hasShortcuts,
          unreadCount,
          isAdmin: permissions.has('admin'),
        }}
        signOut={signOutAction}
        title={view.title}
        current={view.current}
        width={view.width ?? 'feed'}
        rail={view.rail}
        query={view.query}
        status={await readFlash()}
        live={live}
      >
        {view.body}
      </Frame>
    );
  };
}

/** A page for everyone, signed in or not; failures show their words as in `visit`. */
export function publicVisit(
  load: (visit: Pick<Visit, 'params' | 'search'>) => Promise<{ title: string; body: ReactNode }>,
) {
  return async function page({ params, searchParams }: Address) {
    const asked = {
      params: firstValues(await params, decodeSegment),
      search: firstValues(await searchParams, (text) => text),
    };
    const { title, body } = await load(asked).catch((error: unknown) => failed(failureOf(error)));
    return (
      <SimplePage title={title} status={await readFlash()}>
        {body}
      </SimplePage>
    );
  };
}
