/** The name that mail comes from. */
export const MAX_SENDER_NAME = 60;

/** Addresses and arrivals shown on the page. */
export const SHOWN_ADDRESSES = 100;
export const SHOWN_ARRIVALS = 20;
