import type { ImportLine } from '@/lib/imports/view-models';

/** How an import stands, in a word. */
export const stateWords: Record<ImportLine['state'], string> = {
  loading: 'Coming in',
  draft: 'Not checked yet',
  checking: 'Being checked',
  checked: 'Checked',
  importing: 'At work',
  done: 'Done',
  cancelled: 'Cancelled',
  stopped: 'Stopped',
};

export const delimiterWords: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

export const encodingWords: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};
