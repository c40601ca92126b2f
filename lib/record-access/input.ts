import 'server-only';
import { z } from 'zod';
import { shareLevels } from './rules';

const id = z.string('This form is incomplete. Load the page again.');

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

export const recordInput = z.object({ recordId: id });

export const shareInput = z.object({
  recordId: id,
  principal: id,
  level: z.enum(shareLevels, 'Choose whether they read it or edit it too.'),
});

export const unshareInput = z.object({ recordId: id, principal: id });

export const restrictInput = z.object({
  recordId: id,
  access: z.enum(['open', 'restricted'], 'Choose who can read it.'),
  /** Ticked by whoever opens what was posted so far to everyone. */
  confirmAccess: ticked,
});

export type OfRecord = z.output<typeof recordInput>;
export type ShareRecord = z.output<typeof shareInput>;
export type UnshareRecord = z.output<typeof unshareInput>;
export type RestrictRecord = z.output<typeof restrictInput>;
