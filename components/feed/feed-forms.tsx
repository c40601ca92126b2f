import type { ButtonAction } from '@/lib/forms/state';

const oneClick = [
  'like',
  'unlike',
  'likeComment',
  'unlikeComment',
  'bookmark',
  'unbookmark',
  'mute',
  'unmute',
] as const;

export type OneClick = (typeof oneClick)[number];

/** What can be done in a feed, as server actions. */
export type FeedActions = Record<OneClick, ButtonAction> & { comment: ButtonAction };

/**
 * The one-click forms of a page: one of each, however many posts there are. The buttons stand in the posts and point
 * here by `form`, carrying the id as their value, so that a feed of twenty posts has eight forms and not a hundred.
 */
export function FeedForms({ actions }: { actions: FeedActions }) {
  return oneClick.map((name) => (
    <form key={name} id={`do-${name}`} action={actions[name]} hidden>
      <input type="hidden" name="anchor" value={name.endsWith('Comment') ? 'comment-' : 'post-'} />
    </form>
  ));
}
