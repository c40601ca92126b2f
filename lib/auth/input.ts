import 'server-only';
import { z } from 'zod';
import { cleanLine, isBlank, lengthOf } from '@/lib/body/rules';
import { returnPath } from '@/lib/forms/return-path';
import { MAX_PERSON_NAME, normalAddress } from './rules';

const returnTo = z.string().max(4000).optional().catch(undefined).transform(returnPath);

/** Longer than any address, so that the message is about the address and not about its length. */
const address = z
  .string('Enter your address.')
  .max(10_000, 'Enter an address like anna@example.com.')
  .transform((typed, context) => {
    const normal = normalAddress(typed);
    if (normal === null) context.addIssue({ code: 'custom', message: 'Enter an address like anna@example.com.' });
    return normal ?? '';
  });

const name = z
  .string('Enter your name.')
  .max(10_000, 'This name is too long.')
  .transform(cleanLine)
  .refine((text) => !isBlank(text), 'Enter your name.')
  .refine((text) => lengthOf(text) <= MAX_PERSON_NAME, `A name has at most ${MAX_PERSON_NAME} characters.`);

const token = z.string().max(200).catch('');

export const askForLinkInput = z.object({ email: address, return: returnTo });
export type AskForLink = z.output<typeof askForLinkInput>;

export const openLinkInput = z.object({ token, name: name.optional(), return: returnTo });
export type OpenLink = z.output<typeof openLinkInput>;

export const demoSignInInput = z.object({ person: z.uuid('This person is not here any more.'), return: returnTo });
export type DemoSignIn = z.output<typeof demoSignInInput>;

/** The name is asked of newcomers only. */
export const acceptInvitationInput = z.object({ token, name: name.optional() });
export type AcceptInvitation = z.output<typeof acceptInvitationInput>;

export const noInput = z.object({});
export const oneSessionInput = z.object({ id: z.uuid('This session is over already.') });
