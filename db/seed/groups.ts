import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const asking = z.object({ handle: z.string(), week: z.number(), day: z.number() });

const outline = z.strictObject({
  handle: z.string(),
  name: z.string(),
  access: z.enum(['public', 'private', 'unlisted']),
  isBroadcast: z.boolean().default(false),
  allowsGuests: z.boolean().default(false),
  owner: z.string(),
  managers: z.array(z.string()).default([]),
  /** Handles, or everybody of an office, or everybody. */
  members: z.union([z.array(z.string()), z.enum(['everyone', 'Central', 'East', 'West'])]),
  also: z.array(z.string()).default([]),
  asking: z.array(asking).default([]),
  foundedInWeek: z.number().optional(),
  archivedInWeek: z.number().optional(),
  description: z.string(),
  information: z.object({ title: z.string(), text: z.string() }).optional(),
});

/** A group of the demo company as db/seed/content/groups.json describes it. */
export type Outline = z.output<typeof outline>;

export type Office = 'Central' | 'East' | 'West';

/** Who posts where in db/seed/content must fit these: a test checks it. */
export function readOutlines(): Outline[] {
  const file = path.join(process.cwd(), 'db/seed/content/groups.json');
  return z.array(outline).parse(JSON.parse(readFileSync(file, 'utf8')));
}
