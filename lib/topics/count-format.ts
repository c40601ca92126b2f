import { formatNumber, plural } from '@/lib/format';
import { RECORDS_COUNTED } from './rules';

const postForms = { one: '# post', other: '# posts' };
const recordForms = { one: '# record', other: '# records' };

/** How many records: the number, or that there are more than are counted. */
export function countedRecords(count: number, locale: string): string {
  return count > RECORDS_COUNTED ? `${formatNumber(RECORDS_COUNTED, locale)}+` : formatNumber(count, locale);
}

/** What carries a topic, in words: "3 posts · 1 record". */
export function usesWords({ posts, records }: { posts: number; records: number }, locale: string): string {
  const inPosts = plural(posts, postForms, locale);
  if (records === 0) return inPosts;
  const onRecords =
    records > RECORDS_COUNTED ? `${countedRecords(records, locale)} records` : plural(records, recordForms, locale);
  return posts === 0 ? onRecords : `${inPosts} · ${onRecords}`;
}
