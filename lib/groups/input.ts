import 'server-only';
import { z } from 'zod';
import { normalAddress } from '@/lib/auth/rules';
import { cleanLine, cleanText, lengthOf } from '@/lib/body/rules';
import { MAX_DESCRIPTION, MAX_INFORMATION, MAX_INFORMATION_TITLE, MAX_RESPONSE, nameProblem } from './rules';

const id = z.string('This form is incomplete. Load the page again.');

const clean = (text: unknown) => (typeof text === 'string' ? text : '');

/** Text of several lines with at most so many characters; what is too long is counted for whoever wrote it. */
function text(most: number) {
  return z
    .unknown()
    .optional()
    .transform((given) => cleanText(clean(given)))
    .superRefine((given, context) => {
      const length = lengthOf(given);
      if (length > most) context.addIssue({ code: 'custom', message: tooLong(length, most) });
    });
}

const tooLong = (length: number, most: number) =>
  `This has ${length.toLocaleString('en')} characters. Shorten it to ${most.toLocaleString('en')} or fewer.`;

const line = (length: number) =>
  z
    .unknown()
    .optional()
    .transform((given) => cleanLine(clean(given)))
    .refine((given) => lengthOf(given) <= length, `This has at most ${length} characters.`);

const name = z
  .unknown()
  .optional()
  .transform((given) => cleanLine(clean(given)))
  .superRefine((given, context) => {
    const problem = nameProblem(given);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const access = z.enum(['public', 'private', 'unlisted'], 'Choose who can see the group.');
const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

/** What creating and editing a group have in common, so that no limit holds for only one of them. */
const group = {
  name,
  description: text(MAX_DESCRIPTION),
  access,
  isBroadcast: ticked,
  allowsGuests: ticked,
};

export const createGroupInput = z.object(group);

export const editGroupInput = z.object({
  ...group,
  groupId: id,
  version: z.coerce.number('This form is incomplete. Load the page again.').int().positive(),
  informationTitle: line(MAX_INFORMATION_TITLE),
  information: text(MAX_INFORMATION),
  isAutoArchiveDisabled: ticked,
  /** Ticked by whoever opens what was posted so far to everyone. */
  confirmAccess: ticked,
});

export const groupInput = z.object({ groupId: id });

export const memberInput = z.object({ groupId: id, personId: id });

export const roleInput = z.object({
  groupId: id,
  personId: id,
  role: z.enum(['manager', 'member'], 'Choose a role.'),
});

export const transferInput = z.object({
  groupId: id,
  personId: z.string('Choose who the new owner is.').min(1, 'Choose who the new owner is.'),
});

export const decisionInput = z.object({
  requestId: id,
  decision: z.enum(['accept', 'decline'], 'Accept or decline.'),
  message: text(MAX_RESPONSE),
});

export const invitationInput = z.object({
  groupId: id,
  email: z.string('Write an email address like name@example.com.').transform((given, context) => {
    const address = normalAddress(cleanLine(given));
    if (address) return address;
    context.addIssue({ code: 'custom', message: 'Write an email address like name@example.com.' });
    return z.NEVER;
  }),
  kind: z.enum(['internal', 'guest'], 'Choose whether this is a colleague or a guest.'),
});

export const deletionInput = z.object({
  groupId: id,
  name: z
    .unknown()
    .optional()
    .transform((given) => cleanLine(clean(given))),
});

export type CreateGroup = z.output<typeof createGroupInput>;
export type EditGroup = z.output<typeof editGroupInput>;
export type OfGroup = z.output<typeof groupInput>;
export type OfMember = z.output<typeof memberInput>;
export type ChangeRole = z.output<typeof roleInput>;
export type TransferOwnership = z.output<typeof transferInput>;
export type DecideRequest = z.output<typeof decisionInput>;
export type InviteToGroup = z.output<typeof invitationInput>;
export type DeleteGroup = z.output<typeof deletionInput>;
