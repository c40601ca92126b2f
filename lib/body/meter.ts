/** Counts the characters that the parser looks at, so that a test can hold its cost to a straight line. */
export type Meter = { steps: number };
