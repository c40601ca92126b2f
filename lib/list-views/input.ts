import 'server-only';
import { z } from 'zod';
import { cleanLine, lengthOf } from '@/lib/body/rules';
import { MAX_VIEW_NAME } from './rules';

const broken = 'This form is incomplete. Load the page again.';
const id = z.string(broken);
const MAX_STATE = 20_000;

const name = z
  .unknown()
  .optional()
  .transform((given) => cleanLine(typeof given === 'string' ? given : ''))
  .refine((given) => given !== '', 'Give the view a name.')
  .refine((given) => lengthOf(given) <= MAX_VIEW_NAME, `A name has at most ${MAX_VIEW_NAME} characters.`);

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

const version = z.coerce.number(broken).int().positive();

/** What the list shows is its address, as the page wrote it. */
const state = z.string(broken).max(MAX_STATE, 'This list is too long to be saved.');

export const saveViewInput = z.object({ object: id, clientId: z.uuid(broken), name, isShared: ticked, state });
export type SaveView = z.output<typeof saveViewInput>;

export const editViewInput = z.object({
  object: id,
  viewId: id,
  version,
  name,
  isShared: ticked,
  state: state.optional(),
});
export type EditView = z.output<typeof editViewInput>;

export const deleteViewInput = z.object({ viewId: id });
export type DeleteView = z.output<typeof deleteViewInput>;

/** The cards of a board share one form: the button says which card and where it stands, its select where it goes. */
export const moveCardInput = z
  .looseObject({ card: z.string(broken).max(400, broken) })
  .transform(({ card, ...form }) => {
    const [recordId = '', ...from] = card.split(' ');
    const to = form[`to_${recordId}`];
    return { recordId, from: from.join(' '), to: typeof to === 'string' ? to.slice(0, 255) : '' };
  });

export const noteViewInput = z.object({ recordId: z.uuid(broken) });
export type NoteView = z.output<typeof noteViewInput>;
