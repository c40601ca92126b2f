import type { PersonLine, Place } from '@/lib/feed/view-models';
import { newId } from '@/lib/ids';
import type { Reason } from '@/lib/notifications/rules';
import type { NotificationLine } from '@/lib/notifications/view-models';

export const person = (name: string): PersonLine => ({
  id: newId(),
  handle: 'somebody',
  name,
  title: '',
  photoId: null,
  kind: 'internal',
  isActive: true,
});

export const pricing: Place = {
  kind: 'group',
  group: { id: newId(), slug: 'pricing', name: 'Pricing', access: 'private', photoId: null, isArchived: false },
};

/** A line under the bell as Anna caused it, unread, with what a test wants otherwise. */
export function lineFrom(reason: Reason, more: Partial<NotificationLine> = {}): NotificationLine {
  const id = newId();
  return {
    id,
    reason,
    actors: [person('Anna')],
    othersCount: 0,
    excerpt: null,
    place: null,
    liked: reason === 'like' ? 'post' : null,
    role: null,
    notice: null,
    message: null,
    href: '/posts/1',
    at: '2026-11-22T09:00:00.000Z',
    isUnread: true,
    threadKey: `post:${id}`,
    ...more,
  };
}
