import { formatNumber } from '@/lib/format';
import type { ImportLine } from '@/lib/imports/view-models';

/** "created 3 · changed 1 · unchanged 0 · not taken 2"; of a check, what would be. */
export function countWords({ counts, isDryRun }: Pick<ImportLine, 'counts' | 'isDryRun'>, locale: string): string {
  const { created, changed, unchanged, refused } = counts;
  const count = (words: string, value: number) => `${words} ${formatNumber(value, locale)}`;
  return [
    count(isDryRun ? 'Would be created' : 'Created', created),
    count(isDryRun ? 'would be changed' : 'changed', changed),
    count('unchanged', unchanged),
    count('not taken', refused),
  ].join(' · ');
}
