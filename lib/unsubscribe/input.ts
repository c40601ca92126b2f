import 'server-only';
import { z } from 'zod';

const over = 'This link does not work any more.';

/** Room for the ids of three hundred groups. */
const MAX_UNDO = 12_000;

const token = z.string(over).max(400, over);

export const stopInput = z.object({
  token,
  all: z
    .literal('1')
    .optional()
    .transform((value) => value === '1'),
});
export type StopInput = z.output<typeof stopInput>;

export const resumeInput = z.object({ token, undo: z.string(over).max(MAX_UNDO, over) });
export type ResumeInput = z.output<typeof resumeInput>;
