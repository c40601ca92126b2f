import type { Session } from '@/lib/access/session';
import { minuteCache } from '@/lib/minute-cache';
import { listObjects } from '@/lib/objects/queries';

type Place = { value: string; label: string };

const keep = minuteCache<Place[]>();

/**
 * What the posts of Home stand on, to narrow it to one of them. Kept for its viewer while they may find the same; not
 * for guests, who see only those objects of which they see a record.
 */
export async function feedPlaces({ viewer, stamp }: Session): Promise<Place[]> {
  const find = async () =>
    (await listObjects(viewer))
      .filter(({ isTracked }) => isTracked)
      .map(({ apiName, plural }) => ({ value: apiName, label: plural }));
  const objects = await (viewer.kind === 'guest' ? find() : keep(viewer.id, stamp, find));
  return [...objects, { value: 'group', label: 'Groups' }, { value: 'person', label: 'Profiles' }];
}
