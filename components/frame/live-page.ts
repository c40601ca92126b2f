import type { HintKind } from '@/lib/realtime/hint-rules';
import type { LivePage } from '@/lib/realtime/view-models';

/** What a hint says: ids, and never more. */
export type Hint = {
  event: string;
  kind?: HintKind;
  item?: string;
  subjects: readonly string[];
  spread?: number;
};

let current: LivePage | null = null;
let listener: (page: LivePage | null) => void = () => {};

/** Says what page is shown, null where none is live. */
export function showPage(page: LivePage | null): void {
  current = page;
  listener(page);
}

/** Hears of each page, and of the one that is there. */
export function onPage(heard: typeof listener): () => void {
  listener = heard;
  heard(current);
  return () => {
    listener = () => {};
  };
}

/** Whether a page would look different by what a hint tells of. */
export function concerns(
  { kind = 'change', item, subjects }: Hint,
  { about, isByActivity }: Pick<LivePage, 'about' | 'isByActivity'>,
  isShown: (item: string) => boolean,
): boolean {
  if (kind === 'you') return true;
  if (item && isShown(item)) return true;
  if (about === 'all') return kind === 'post' || (kind === 'comment' && isByActivity === true);
  const isAbout = subjects.some((id) => about.includes(id));
  return isAbout && (kind === 'post' || kind === 'place' || (kind === 'comment' && isByActivity === true));
}
