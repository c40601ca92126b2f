import 'server-only';
import { z } from 'zod';
import { cleanLine, isBlank, lengthOf } from '@/lib/body/rules';
import { MAX_SENDER_NAME } from './rules';

const missing = 'This form is incomplete. Load the page again.';

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

export const emailSettingsInput = z.object({
  version: z.coerce.number(missing).int(missing).nonnegative(missing),
  isOn: ticked,
  allowsReplies: ticked,
  allowsGroupPosts: ticked,
  hidesContent: ticked,
  senderName: z
    .string('Enter a name.')
    .max(10_000, 'This name is too long.')
    .transform(cleanLine)
    .refine((text) => !isBlank(text), 'Enter a name.')
    .refine((text) => lengthOf(text) <= MAX_SENDER_NAME, `A name has at most ${MAX_SENDER_NAME} characters.`)
    .refine((text) => !/["\\<>]/.test(text), 'A name cannot hold quotation marks, backslashes or angle brackets.'),
});
export type SaveEmailSettings = z.output<typeof emailSettingsInput>;

export const addressInput = z.object({ address: z.string('This is not here any more.').min(1).max(320) });
export type OneAddress = z.output<typeof addressInput>;

export const noInput = z.object({});
