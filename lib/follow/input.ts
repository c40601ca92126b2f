import 'server-only';
import { z } from 'zod';
import { followable, recordIdIn } from './rules';

const gone = 'This is not here any more.';

export const followInput = z.object({ subjectId: z.uuid(gone), kind: z.enum(followable, gone) });

export type FollowInput = z.output<typeof followInput>;

export const unfollowInput = z.object({ subjectId: z.uuid(gone) });

export type UnfollowInput = z.output<typeof unfollowInput>;

export const followsOwnInput = z.object({
  followsOwn: z
    .unknown()
    .optional()
    .transform((given) => given === 'on'),
});

export type FollowsOwn = z.output<typeof followsOwnInput>;

export const followForInput = z.object({
  personId: z.uuid(gone),
  record: z.string(gone).transform((typed, context) => {
    const id = recordIdIn(typed);
    if (id) return id;
    context.addIssue({ code: 'custom', message: 'Paste the address of a record.' });
    return z.NEVER;
  }),
});

export type FollowFor = z.output<typeof followForInput>;

export const unfollowForInput = z.object({ personId: z.uuid(gone), subjectId: z.uuid(gone) });

export type UnfollowFor = z.output<typeof unfollowForInput>;
