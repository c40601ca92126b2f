import type { StoredValues } from '@/lib/objects/view-models';
import type { TextField } from './rules';

type Tracked = Record<Exclude<TextField, 'outOfOffice'>, string> & { managerId: string | null };

/** What a profile says, by the fields of the object `user`. */
export function trackedValues(profile: Tracked): StoredValues {
  const { name, title, department, office, about, phone, mobile, managerId } = profile;
  const { street, city, region, postalCode, country } = profile;
  const address = [street, city, region, postalCode, country].filter((line) => line !== '').join('\n');
  return { name, title, department, office, about, phone, mobile, manager: managerId, address };
}
