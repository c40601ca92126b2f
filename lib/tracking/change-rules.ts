import type { ChangeView, PostView } from '@/lib/feed/view-models';

/** What an item of changes says in its first line; the subject stands where the hash is. */
export type Headline =
  | { kind: 'changed' | 'created' | 'closed' | 'reopened' | 'restored' }
  | { kind: 'added'; change: ChangeView }
  | { kind: 'owner'; change: ChangeView };

const has = (changes: readonly ChangeView[], event: string) => changes.some((change) => change.event === event);

const states = ['created', 'restored', 'closed', 'reopened'] as const;

/** The one thing that a save was about. */
export function headlineOf({ changes }: Pick<PostView, 'changes'>): Headline {
  const [first] = changes;
  if (changes.length === 1 && first?.event === 'relatedCreated') return { kind: 'added', change: first };
  if (changes.length === 1 && first?.event === 'ownerAssignment') return { kind: 'owner', change: first };
  return { kind: states.find((state) => has(changes, state)) ?? 'changed' };
}

/** What stands below the first line: every field, and every event that the line does not tell of. */
export function linesOf({ changes }: Pick<PostView, 'changes'>): ChangeView[] {
  const headline = headlineOf({ changes });
  const told = 'change' in headline ? headline.change : null;
  return changes.filter((change) => change !== told && (change.field !== null || change.event !== headline.kind));
}

/** Lines that show at once. */
export const SHOWN_LINES = 2;
