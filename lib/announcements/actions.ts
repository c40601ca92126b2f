'use server';
import { postDraft } from '@/lib/feed/composer-drafts';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { limits } from '@/lib/forms/rate-limit';
import { announcementInput, removalInput } from './input';
import { makeAnnouncement } from './make-announcement';
import { removeAnnouncement } from './remove-announcement';

export const makeAnnouncementAction = formAction('announcement.make', announcementInput, makeAnnouncement, {
  limit: limits.post,
  draft: postDraft,
  goTo: ({ slug }) => `/groups/${slug}`,
  message: (_, { sendsEmail }) => (sendsEmail ? 'Announced. All members get a mail.' : 'Announced.'),
});

export const removeAnnouncementAction = buttonAction('announcement.remove', removalInput, removeAnnouncement, {
  message: () => 'It is no longer shown here. The post stays in the feed.',
});
