import type { ChangeView, PostView } from '@/lib/feed/view-models';
import { isNumeric } from '@/lib/objects/value-rules';
import type { StoredValue } from '@/lib/objects/view-models';

/** What a feed shows as one: a post, or the changes of one subject that came one after another. */
export type Bundle = readonly [PostView, ...PostView[]];

/** The subject of a change: where it stands, or the author's own profile. */
export function subjectOf({ place, author }: Pick<PostView, 'place' | 'author'>): string {
  if (place === null) return author.id;
  if (place.kind === 'record') return place.record.id;
  return place.kind === 'group' ? place.group.id : place.person.id;
}

/** Whatever people talk about, or have still to read, stands for itself. */
const isQuiet = ({ kind, commentCount, isUnread }: PostView) => kind === 'change' && commentCount === 0 && !isUnread;

const belongs = (post: PostView, last: PostView | undefined) =>
  last !== undefined && isQuiet(post) && isQuiet(last) && subjectOf(post) === subjectOf(last);

/** A page of a feed with the changes of one record that stand beside each other put together. Nothing is lost or moved. */
export function bundlesOf(posts: readonly PostView[]): Bundle[] {
  const bundles: [PostView, ...PostView[]][] = [];
  for (const post of posts) {
    const current = bundles.at(-1);
    if (current && belongs(post, current.at(-1))) current.push(post);
    else bundles.push([post]);
  }
  return bundles;
}

/** All changes of one field in a bundle, oldest first; or one event. */
export type Merged = { key: string; changes: readonly ChangeView[] };

const byTime = (posts: Bundle) =>
  posts.toSorted((a, b) => (a.createdAt === b.createdAt ? compare(a.id, b.id) : compare(a.createdAt, b.createdAt)));

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The changes of a bundle by field, those that were touched last first. */
export function mergedOf(posts: Bundle): Merged[] {
  const fields = new Map<string, ChangeView[]>();
  for (const post of byTime(posts).reverse())
    for (const change of post.changes) {
      const key = change.field?.id ?? change.id;
      fields.set(key, [change, ...(fields.get(key) ?? [])]);
    }
  return [...fields].map(([key, changes]) => ({ key, changes }));
}

/** Its field, with the labels of all the picklist values that it went through. */
export function fieldOf({ changes }: Merged): ChangeView['field'] {
  const field = changes[0]?.field;
  if (!field) return null;
  const options = new Map(changes.flatMap((change) => change.field?.options ?? []).map((one) => [one.value, one]));
  return { ...field, options: [...options.values()] };
}

/** Where a field began and where it ended. */
export function netOf({ changes }: Merged): { old: StoredValue; new: StoredValue } {
  return { old: changes[0]?.old ?? null, new: changes.at(-1)?.new ?? null };
}

/** The values that a field went through, without those that only stood still. */
export function pathOf({ changes }: Merged): StoredValue[] {
  const path: StoredValue[] = [];
  const same = (value: StoredValue) => path.length > 0 && JSON.stringify(path.at(-1)) === JSON.stringify(value);
  for (const change of changes) for (const value of [change.old, change.new]) if (!same(value)) path.push(value);
  return path;
}

const DAY_MS = 86_400_000;

/** A picklist with more stations than these is told by its ends. */
const MAX_PATH = 6;

export type Told =
  | { kind: 'once' }
  /** A date that moved: how many days it is from where it began to where it ended. */
  | { kind: 'moved'; days: number }
  | { kind: 'path' }
  | { kind: 'ends' }
  /** A long text, of which each change is its own diff. */
  | { kind: 'often' };

const isMoment = (type: string) => type === 'date' || type === 'datetime';

function daysBetween(old: StoredValue, now: StoredValue): number | null {
  if (typeof old !== 'string' || typeof now !== 'string') return null;
  const days = (Date.parse(now) - Date.parse(old)) / DAY_MS;
  return Number.isNaN(days) ? null : Math.round(days);
}

/** In what words several changes of one field are told. */
export function toldAs(merged: Merged): Told {
  const field = merged.changes[0]?.field;
  if (!field || merged.changes.length < 2) return { kind: 'once' };
  if (field.type === 'long_text') return { kind: 'often' };
  const { old, new: now } = netOf(merged);
  const days = isMoment(field.type) ? daysBetween(old, now) : null;
  if (days !== null) return { kind: 'moved', days };
  const isPath = !isNumeric(field.type) && !isMoment(field.type) && field.type !== 'checkbox';
  return isPath && pathOf(merged).length <= MAX_PATH ? { kind: 'path' } : { kind: 'ends' };
}
