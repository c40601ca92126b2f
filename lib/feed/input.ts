import 'server-only';
import { z } from 'zod';
import { MAX_BODY } from '@/lib/body/rules';
import { MAX_TOPIC_NAME } from '@/lib/topics/rules';
import { densities, sorts } from './rules';

const id = z.uuid('This is not here any more.');
const checked = z
  .literal('1')
  .optional()
  .transform((value) => value === '1');
/** Generously above the limit, which is counted after cleaning; the message then names the real length. */
const body = z.string('Write something first.').max(400 * MAX_BODY);

export const createPostInput = z.object({ subjectId: id, body, clientId: id, confirm: checked });
export type CreatePostInput = z.output<typeof createPostInput>;

export const editPostInput = z.object({ id, body, version: z.coerce.number().int(), confirm: checked });
export type EditPostInput = z.output<typeof editPostInput>;

export const createCommentInput = z.object({
  id,
  parentId: z.union([id, z.literal('').transform(() => undefined)]).optional(),
  body,
  clientId: id,
  confirm: checked,
});
export type CreateCommentInput = z.output<typeof createCommentInput>;

export const editCommentInput = editPostInput;

export const oneId = z.object({ id });
export type OneId = z.output<typeof oneId>;

export const topicInput = z.object({
  id,
  topic: z
    .string('Name a topic.')
    .min(1, 'Name a topic.')
    .max(4 * MAX_TOPIC_NAME, `A topic has at most ${MAX_TOPIC_NAME} characters.`),
});
export type TopicInput = z.output<typeof topicInput>;

export const keepSortInput = z.object({ sort: z.enum(sorts, 'Choose one of the two orders.') });
export type KeepSortInput = z.output<typeof keepSortInput>;

export const keepDensityInput = z.object({ density: z.enum(densities, 'Choose one of the two.') });
export type KeepDensityInput = z.output<typeof keepDensityInput>;
