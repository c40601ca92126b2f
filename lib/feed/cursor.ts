import 'server-only';
import { isId } from '@/lib/ids';

/** Where a page of a feed ended: the item, and in the order of activity its activity time. */
export type Cursor = { itemId: string; activityAt: Date | null };

/** An opaque page token. Feeds page by key, so nothing repeats or is skipped while others post. */
export function encodeCursor({ itemId, activityAt }: Cursor): string {
  return Buffer.from(activityAt ? `${itemId} ${activityAt.getTime()}` : itemId).toString('base64url');
}

/** The cursor of a token; null for none and for anything that is not one. */
export function decodeCursor(token: string | undefined): Cursor | null {
  if (!token || token.length > 100) return null;
  const [itemId = '', time] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
  if (!isId(itemId)) return null;
  const milliseconds = time === undefined ? null : Number(time);
  if (milliseconds === null) return { itemId, activityAt: null };
  return Number.isSafeInteger(milliseconds) && Math.abs(milliseconds) < 8e15
    ? { itemId, activityAt: new Date(milliseconds) }
    : null;
}
