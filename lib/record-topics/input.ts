import 'server-only';
import { z } from 'zod';
import { MAX_TOPIC_NAME } from '@/lib/topics/rules';

export const recordTopicInput = z.object({
  id: z.uuid('This is not here any more.'),
  topic: z
    .string('Name a topic.')
    .min(1, 'Name a topic.')
    .max(10 * MAX_TOPIC_NAME),
});
export type RecordTopicInput = z.output<typeof recordTopicInput>;
