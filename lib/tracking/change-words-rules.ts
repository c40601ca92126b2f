import { plainText } from '@/lib/body/plain';
import type { Block, BodyTree } from '@/lib/body/tree';
import type { ChangeView, Names } from '@/lib/feed/view-models';
import { formatValue, type ValueReader } from '@/lib/objects/value-format';

type Told = { changes: readonly ChangeView[]; names: Names };

const events: Record<string, string> = { created: 'Created', restored: 'Restored from the bin' };

/** A long text is told of without its words: what changed in it is for the page, which shows it. */
const isLong = ({ field, old, new: now }: ChangeView) =>
  field?.type === 'long_text' || `${old ?? ''}${now ?? ''}`.length > 200;

function lineOf(change: ChangeView, names: Names, reader: ValueReader): Block {
  const { field, related, event } = change;
  if (!field) {
    const words = related ? `${related.objectLabel} added: ${related.name}` : (events[event ?? ''] ?? 'Changed');
    return { t: 'paragraph', c: [words] };
  }
  if (isLong(change)) return { t: 'paragraph', c: [`${field.label} changed`] };
  const [old, now] = [change.old, change.new].map((value) => formatValue(field, value, reader, names)) as [
    string,
    string,
  ];
  return { t: 'paragraph', c: [`${field.label}: ${old} → `, { t: 'strong', c: [now] }] };
}

/** What a record announced as a text, a line for each change, for mails and excerpts: only what this reader may read. */
export const changeBody = ({ changes, names }: Told, reader: ValueReader): BodyTree =>
  changes.map((change) => lineOf(change, names, reader));

/** The same without marks, in one line. */
export const changeWords = (told: Told, reader: ValueReader): string =>
  plainText(changeBody(told, reader), new Map()).replaceAll('\n', ' · ');
