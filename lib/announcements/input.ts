import 'server-only';
import { z } from 'zod';
import { createPostInput } from '@/lib/feed/input';
import { isDay } from './rules';

const id = z.string('This form is incomplete. Load the page again.');

/** A post to a group, and how long it is shown above all others. */
export const announcementInput = createPostInput.extend({
  expiresOn: z.string('Choose a day.').refine(isDay, 'Choose a day.'),
  sendsEmail: z
    .unknown()
    .optional()
    .transform((given) => given === 'on'),
});
export type MakeAnnouncement = z.output<typeof announcementInput>;

export const removalInput = z.object({ groupId: id, id });
export type RemoveAnnouncement = z.output<typeof removalInput>;
