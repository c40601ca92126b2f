import type { ReactNode } from 'react';
import { EmptyFeed, type FeedKind } from '@/components/feed/empty-feed';
import { Feed } from '@/components/feed/feed';
import type { FeedActions } from '@/components/feed/feed-forms';
import { FeedTabs } from '@/components/feed/feed-tabs';
import type { Tab } from '@/components/ui/tabs';
import type { Session } from '@/lib/access/session';
import {
  bookmarkPostAction,
  createCommentAction,
  keepDensityAction,
  keepSortAction,
  likeCommentAction,
  likePostAction,
  mutePostAction,
  unbookmarkPostAction,
  unlikeCommentAction,
  unlikePostAction,
  unmutePostAction,
} from '@/lib/feed/actions';
import type { FeedQuery } from '@/lib/feed/queries';
import { type Density, densities, type FeedSort, sorts } from '@/lib/feed/rules';
import type { FeedPage, Reader } from '@/lib/feed/view-models';
import { countUse, limits } from '@/lib/forms/rate-limit';
import type { LivePlace } from '@/lib/realtime/view-models';

export const feedActions: FeedActions = {
  like: likePostAction,
  unlike: unlikePostAction,
  likeComment: likeCommentAction,
  unlikeComment: unlikeCommentAction,
  bookmark: bookmarkPostAction,
  unbookmark: unbookmarkPostAction,
  mute: mutePostAction,
  unmute: unmutePostAction,
  comment: createCommentAction,
};

/** Who reads the page, with the clock that every "3 h" on it counts from. */
export function readerOf({ viewer, photoId }: Session): Reader {
  const { id, name, locale, timeZone } = viewer;
  return { id, name, photoId, locale, timeZone, now: new Date().toISOString() };
}

/**
 * What a feed's address asks for; anything that is not an order is the order the person keeps. Words are searched for,
 * and counted like every other search.
 */
export async function feedQueryOf(
  { viewer, homeSort }: Pick<Session, 'viewer' | 'homeSort'>,
  search: Record<string, string>,
): Promise<FeedQuery> {
  if (search.q) await countUse(limits.search, viewer.id);
  const sort = sorts.find((name) => name === search.sort) ?? homeSort;
  return { sort, before: search.before, q: search.q?.slice(0, 200) };
}

/**
 * How a feed's page stays as it should be. What was searched for stays as it was found, and older pages get nothing new.
 */
export function liveFeed(
  { q, before, sort }: FeedQuery,
  about: LivePlace['about'],
  audience?: string | null,
): LivePlace | undefined {
  if (q) return undefined;
  return { about: before ? [] : about, ...(audience !== undefined && { audience }), isByActivity: sort === 'activity' };
}

/** An address with its query, without empty values. */
export function href(path: string, query: Record<string, string | undefined | null>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(pairs).toString();
  return text ? `${path}?${text}` : path;
}

type FeedBlockProps = {
  /** What feed it is, in its accessible name: "What I follow". */
  name: string;
  page: FeedPage;
  session: Session;
  query: FeedQuery;
  /** The feed's own address: its path and what belongs to it besides order, words and page. */
  path: string;
  /** The subject whose own page it is: what it announced says "this opportunity" there. */
  here?: string;
  fields?: Record<string, string>;
  tabs?: readonly Tab[];
  kind: FeedKind;
  /** The places that it can be narrowed to (`?about=`). */
  places?: readonly { value: string; label: string }[];
  /** Whether it can leave out changes (`?density=`). */
  hasDensity?: boolean;
  /** Between the tabs and the posts: what can be done with all that is shown. */
  above?: ReactNode;
};

const sortNames: Record<FeedSort, string> = { latest: 'Latest posts', activity: 'Most recent activity' };

const densityNames: Record<Density, string> = { all: 'All updates', fewer: 'Fewer updates' };

/** What a feed that tells of changes offers besides its order. */
function densityMenu({ query, session, path }: FeedBlockProps, fields: Record<string, string | undefined>) {
  const shown: Density = query.hasFewerUpdates ? 'fewer' : 'all';
  const isKept = (query.hasFewerUpdates ?? false) === session.hasFewerUpdates;
  return {
    choices: densities.map((density) => ({
      label: densityNames[density],
      href: href(path, { ...fields, density }),
      isCurrent: density === shown,
    })),
    keep: isKept ? null : { action: keepDensityAction, density: shown },
  };
}

/** What an empty page says of what it was asked for. */
function emptyKind({ q, about }: FeedQuery): FeedKind | null {
  if (q) return 'found';
  return about ? 'narrowed' : null;
}

/** A feed with its orders, the search inside it and the way to older posts. */
export function FeedBlock(props: FeedBlockProps) {
  const { name, page, session, query, path, here, fields = {}, tabs = [], kind, above, places, hasDensity } = props;
  const { sort = 'latest', q, about } = query;
  const density: Density = query.hasFewerUpdates ? 'fewer' : 'all';
  const own = hasDensity ? { ...fields, density } : fields;
  const orders = sorts.map((order) => ({
    label: sortNames[order],
    href: href(path, { ...own, q, about, sort: order }),
    isCurrent: order === sort,
  }));
  const find = { action: path, query: q ?? '', fields: { ...own, sort }, clearHref: href(path, { ...own, sort }) };
  return (
    <>
      <FeedTabs
        label="Feeds"
        tabs={tabs}
        sorts={orders}
        keep={sort === session.homeSort ? null : { action: keepSortAction, sort }}
        density={hasDensity ? densityMenu(props, { ...fields, q, about, sort }) : undefined}
        find={{ ...find, about: places && { value: about ?? '', choices: places } }}
      />
      {above}
      <Feed
        name={name}
        address={href(path, { ...own, q, about, sort, before: query.before })}
        page={page}
        here={here}
        reader={readerOf(session)}
        actions={feedActions}
        isUnreadOnly={query.show === 'unread'}
        olderHref={page.next && href(path, { ...own, q, about, sort, before: page.next })}
        empty={<EmptyFeed kind={emptyKind(query) ?? kind} />}
      />
    </>
  );
}
