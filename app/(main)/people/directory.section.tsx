import { type DirectoryChoice, DirectoryFilters } from '@/components/people/directory-filters';
import { PeopleTable } from '@/components/people/people-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import type { Viewer } from '@/lib/access/viewer';
import { plural } from '@/lib/format';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { getDirectoryFilters, listPeople } from '@/lib/people/directory-queries';
import { href } from '../../feed-block';

const counts = { one: '# person', other: '# people' };

/** Everyone whom the viewer may meet, narrowed by what the address asks for. */
export async function directory(viewer: Viewer, search: Record<string, string>) {
  const { q = '', department = '', office = '', letter = '', after } = search;
  if (q) await countUse(limits.search, viewer.id);
  const choice: DirectoryChoice = { q, department, office, letter };
  const hrefOf = (change: Partial<DirectoryChoice> & { after?: string }) => href('/people', { ...choice, ...change });
  const [page, filters] = await Promise.all([
    listPeople(viewer, { ...choice, ...(after && { after }) }),
    getDirectoryFilters(viewer),
  ]);
  return (
    <>
      <p className="meta">{plural(filters.people, counts, viewer.locale)}</p>
      <DirectoryFilters filters={filters} choice={choice} hrefOf={hrefOf} />
      {page.items.length > 0 ? (
        <PeopleTable people={page.items} />
      ) : (
        <EmptyState title="Nobody found" action={<ButtonLink href="/people">Show everyone</ButtonLink>}>
          Nobody whom you can see fits. Try fewer words, or another department or office.
        </EmptyState>
      )}
      <OlderLink href={page.next && hrefOf({ after: page.next })}>More people</OlderLink>
    </>
  );
}
