import { recordPath } from '@/lib/records/rules';
import type { Place } from './view-models';

/** What a place is called and where it is. */
export function namedPlace(place: Place): { href: string; name: string } {
  if (place.kind === 'group') return { href: `/groups/${place.group.slug}`, name: place.group.name };
  if (place.kind === 'record') return { href: recordPath(place.record), name: place.record.name };
  return { href: `/people/${place.person.handle}`, name: place.person.name };
}
