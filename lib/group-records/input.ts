import 'server-only';
import { z } from 'zod';

export const addRecordInput = z.object({
  recordId: z.string('This form is incomplete. Load the page again.'),
  groupId: z.string('Choose a group.').min(1, 'Choose a group.'),
});

export type AddRecord = z.output<typeof addRecordInput>;
