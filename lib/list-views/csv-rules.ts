/** What a spreadsheet would run when it opens the file. */
const RUNS = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/;

/** A cell that no spreadsheet takes for a formula; a plain number stays a number. */
export const harmless = (text: string): string => (RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** "opportunities-2026-11-23.csv" */
export const fileName = (plural: string, day: string): string =>
  `${
    plural
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'records'
  }-${day}.csv`;
