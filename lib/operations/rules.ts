/** Dead letters on one page. */
export const PAGE_SIZE = 25;

/** Of what goes by itself as many are shown; the rest is counted. */
export const SHOWN = 20;

/** Counted exactly up to here. */
export const MOST_COUNTED = 10_000;

/** Dead letters of one subscriber that are tried again at once. */
export const MOST_RETRIED = 10_000;

/** What has been due for longer than this is late. */
export const LATE_SECONDS = 60;

/** One of a subscriber's failures in the addresses and forms of a page. */
export type LetterKey = { eventId: string; subscriber: string };

const NAME = /^[\w-]{1,60}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const writeKey = ({ eventId, subscriber }: LetterKey): string => `${eventId}.${subscriber}`;

/** The letter that a page was left at; null for anything that is none. */
export function readKey(text: string | undefined): LetterKey | null {
  const [eventId = '', subscriber = ''] = (text ?? '').split('.');
  return ID.test(eventId) && NAME.test(subscriber) ? { eventId, subscriber } : null;
}
