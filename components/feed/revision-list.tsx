import { BodyText } from '@/components/body/body-text';
import type { Names, Reader, RevisionView } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';

/** Earlier texts, newest first. */
export function RevisionList({
  revisions,
  names,
  reader,
}: {
  revisions: readonly RevisionView[];
  names: Names;
  reader: Reader;
}) {
  return (
    <ol className="grid gap-3">
      {revisions.map((revision) => (
        <li key={revision.id} className="card p-4">
          <p className="meta mb-2">
            {revision.commentId ? 'A comment' : 'The post'} until{' '}
            {fullDate(revision.editedAt, reader.locale, reader.timeZone)}, then edited by <bdi>{revision.editor}</bdi>
          </p>
          <BodyText tree={revision.body} names={names} />
        </li>
      ))}
    </ol>
  );
}
