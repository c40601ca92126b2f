import { When } from '@/components/feed/when';
import { EmptyState } from '@/components/ui/empty-state';
import { PersonRow } from '@/components/ui/person-row';
import type { PersonLine, Reader } from '@/lib/feed/view-models';

/** Who has read one's post, and when. */
export function ReaderList({
  readers,
  reader,
}: {
  readers: readonly (PersonLine & { readAt: string })[];
  reader: Reader;
}) {
  if (readers.length === 0)
    return (
      <EmptyState title="Nobody yet">Those who have read it, and let authors know, will be listed here.</EmptyState>
    );
  return (
    <ul className="rows card px-4">
      {readers.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          action={
            <span className="meta">
              <When at={person.readAt} href={null} reader={reader} />
            </span>
          }
        />
      ))}
    </ul>
  );
}
