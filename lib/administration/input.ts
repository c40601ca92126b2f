import 'server-only';
import { z } from 'zod';
import { normalAddress } from '@/lib/auth/rules';

const id = z.uuid('This is not here any more.');
const kind = z.enum(['internal', 'guest'], 'Choose one.');
const list = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .optional()
  .transform((names) => names ?? []);

const address = z
  .string('Enter an address.')
  .max(10_000, 'Enter an address like anna@example.com.')
  .transform((typed, context) => {
    const normal = normalAddress(typed);
    if (normal === null) context.addIssue({ code: 'custom', message: 'Enter an address like anna@example.com.' });
    return normal ?? '';
  });

export const invitePersonInput = z.object({ email: address, kind });
export type InvitePerson = z.output<typeof invitePersonInput>;

export const onePersonInput = z.object({ id });
export type OnePerson = z.output<typeof onePersonInput>;

export const changeKindInput = z.object({ id, kind });
export type ChangeKind = z.output<typeof changeKindInput>;

/** `before` is what the form was made from: two admins at once must not undo each other unseen. */
export const setPermissionsInput = z.object({ id, before: z.string().max(2000).catch(''), permission: list });
export type SetPermissions = z.output<typeof setPermissionsInput>;
