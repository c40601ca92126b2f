import 'server-only';
import { z } from 'zod';
import { minutesOf } from './quiet-rules';
import { choosable, digestPeriods, frequencies, mutePeriods, type Reason } from './rules';

const missing = 'This form is incomplete. Load the page again.';
const id = z.uuid('This is not here any more.');

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

/** Checkboxes of one name, whose values are reasons; what is none is left out. */
const reasonList = z
  .union([z.string().transform((one) => [one]), z.array(z.string()).max(100)])
  .optional()
  .transform((names): Reason[] => choosable.filter((reason) => names?.includes(reason)));

const time = z
  .string(missing)
  .optional()
  .transform((typed, context) => {
    if (!typed) return null;
    const minutes = minutesOf(typed);
    if (minutes === null) context.addIssue({ code: 'custom', message: 'Enter a time like 22:00.' });
    return minutes;
  });

const frequency = z.enum(frequencies, 'Choose how often.');

/** One thread, everything about a post, or everything up to a notification. */
export const markReadInput = z.union([
  z.object({ threadKey: z.string().regex(/^[a-z]+(:[0-9a-f-]{36})?$/, 'This is not here any more.') }),
  z.object({ itemId: id }),
  z.object({ upTo: id }),
]);
export type MarkRead = z.output<typeof markReadInput>;

export const muteGroupInput = z.object({ groupId: id, period: z.enum(mutePeriods, 'Choose how long.') });
export type MuteGroup = z.output<typeof muteGroupInput>;

export const groupFrequencyInput = z.object({ groupId: id, frequency });
export type SetGroupFrequency = z.output<typeof groupFrequencyInput>;

/** Checkboxes `page` and `email` carry the reasons that are on; a locked reason that is sent otherwise is refused. */
export const notificationSettingsInput = z
  .object({
    version: z.coerce.number(missing).int(missing).nonnegative(missing),
    receivesEmail: ticked,
    digest: z.enum(digestPeriods, 'Choose how often.'),
    groupFrequency: frequency,
    /** The times hold only with this. */
    hasQuietHours: ticked,
    quietFrom: time,
    quietUntil: time,
    showsReading: ticked,
    page: reasonList,
    email: reasonList,
  })
  .superRefine(({ hasQuietHours, quietFrom, quietUntil }, context) => {
    if (!hasQuietHours) return;
    const missed = quietFrom === null ? 'quietFrom' : quietUntil === null ? 'quietUntil' : null;
    if (missed) context.addIssue({ code: 'custom', path: [missed], message: 'Enter a time like 22:00.' });
    else if (quietFrom === quietUntil)
      context.addIssue({ code: 'custom', path: ['quietUntil'], message: 'Enter another time than the first.' });
  });
export type SaveNotificationSettings = z.output<typeof notificationSettingsInput>;

/** The same for everyone: `locked` carries the reasons that nobody can choose otherwise. */
export const notificationDefaultsInput = z.object({
  /** What the form was made from. */
  version: z.string(missing).max(2000, missing),
  page: reasonList,
  email: reasonList,
  locked: reasonList,
});
export type SaveNotificationDefaults = z.output<typeof notificationDefaultsInput>;
