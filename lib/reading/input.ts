import 'server-only';
import { z } from 'zod';
import { MOST_AT_ONCE } from './rules';

const id = z.uuid('This is not here any more.');

/** What was on the screen of a page for a while. */
export const postsReadInput = z.object({ ids: z.array(id).min(1).max(MOST_AT_ONCE) });
export type PostsRead = z.output<typeof postsReadInput>;

/** `at` is when the page was made: what was posted since then has been seen by nobody. */
export const groupReadInput = z.object({ groupId: id, at: z.iso.datetime('Load the page again.') });
export type GroupRead = z.output<typeof groupReadInput>;
