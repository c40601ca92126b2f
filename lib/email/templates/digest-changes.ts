import 'server-only';
import { type DigestChange, MAX_DIGEST_CHANGES } from '@/lib/email/view-models';
import { plural } from '@/lib/format';
import { isolate, nameLine } from './clean';
import { type MailCard, quiet } from './document';

const times = { one: '# change', other: '# changes' };
const others = { one: 'and # more', other: 'and # more' };

/** What changed, a line for each; how is to be read where it stands. */
export function changesCard(changes: readonly DigestChange[], appUrl: string, locale: string): MailCard {
  const shown = changes.slice(0, MAX_DIGEST_CHANGES);
  const rest = changes.length - shown.length;
  const links = shown.map(({ name, count, url }) => ({
    t: 'link' as const,
    label: `${isolate(nameLine(name))}: ${plural(count, times, locale)}`,
    url,
  }));
  return {
    heading: { words: ['What changed'], url: appUrl },
    blocks: [...links, ...(rest > 0 ? [quiet(plural(rest, others, locale))] : [])],
  };
}
