import 'server-only';
import { z } from 'zod';
import { followable } from './rules';

const gone = 'This is not here any more.';

export const followInput = z.object({ subjectId: z.uuid(gone), kind: z.enum(followable, gone) });

export type FollowInput = z.output<typeof followInput>;

export const unfollowInput = z.object({ subjectId: z.uuid(gone) });

export type UnfollowInput = z.output<typeof unfollowInput>;
