import 'server-only';
import { z } from 'zod';

const eventId = z.uuid('This is not here any more.');
const subscriber = z.string('This is not here any more.').max(60, 'This is not here any more.');

export const letterInput = z.object({ eventId, subscriber });
export type OneLetter = z.output<typeof letterInput>;

export const subscriberInput = z.object({ subscriber });
export type OneSubscriber = z.output<typeof subscriberInput>;
