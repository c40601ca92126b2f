import 'server-only';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import type { NotificationPage, NotificationWhy } from './view-models';

/** How many lines under the bell are unread; at most one more than MOST_COUNTED. */
export async function countUnread(_viewer: Viewer): Promise<number> {
  return 0;
}

/** The bell's list, newest first. `before` is the cursor of the page before. */
export async function listNotifications(
  _viewer: Viewer,
  _filter: { before?: string | undefined; isUnread?: boolean },
): Promise<NotificationPage> {
  return { items: [], next: null };
}

/** Why the viewer got a notification of theirs. Throws NotFound for every other. */
export async function explainNotification(_viewer: Viewer, _id: string): Promise<NotificationWhy> {
  throw new NotFound();
}
