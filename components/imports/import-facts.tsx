import { Fact, Facts } from '@/components/people/facts';
import type { Reader } from '@/lib/feed/view-models';
import { formatNumber, fullDate } from '@/lib/format';
import type { ImportView } from '@/lib/imports/view-models';
import { delimiterWords, encodingWords } from './state-words';

/** What kind of file it is, as it was read. */
export function ImportFacts({ found, reader: { locale, timeZone } }: { found: ImportView; reader: Reader }) {
  const { bytes, encoding, delimiter, columns, rowCount, createdAt, finishedAt } = found;
  const size = `${formatNumber(Math.max(1, Math.round(bytes / 1024)), locale)} kB`;
  const kind = [encodingWords[encoding], delimiter && `parted by ${delimiterWords[delimiter]}`]
    .filter(Boolean)
    .join(', ');
  return (
    <section className="card grid gap-3 p-4" aria-labelledby="file">
      <h2 className="text-heading" id="file">
        File
      </h2>
      <Facts>
        <Fact name="Rows">{formatNumber(rowCount, locale)}</Fact>
        <Fact name="Columns">{columns.join(', ')}</Fact>
        <Fact name="Read as">{kind}</Fact>
        <Fact name="Size">{size}</Fact>
        <Fact name="Uploaded">{fullDate(createdAt, locale, timeZone)}</Fact>
        <Fact name="Finished">{finishedAt && fullDate(finishedAt, locale, timeZone)}</Fact>
      </Facts>
    </section>
  );
}
