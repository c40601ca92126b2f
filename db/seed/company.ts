import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Permission } from '@/lib/access/viewer';
import type { Calendar } from './calendar';
import type { Office } from './groups';
import type { SeedPerson } from './model';
import { chance, personId } from './stable-id';

export const COMPANY = 'Brightmoor';

const day = z.tuple([z.number(), z.number()]);

const detail = z.object({
  name: z.string().optional(),
  title: z.string(),
  department: z.string().default('Sales'),
  office: z.string().optional(),
  kind: z.enum(['internal', 'guest']).default('internal'),
  email: z.string().optional(),
  manager: z.string().optional(),
  about: z.string().max(1000),
  phone: z.string().optional(),
  mobile: z.string().default(''),
  outOfOffice: z.string().max(40).default(''),
  since: day.optional(),
  left: day.optional(),
});

type Detail = z.output<typeof detail>;
type Seller = { sales_agent: string; manager: string; regional_office: string };

const everyone: Permission[] = ['create_groups', 'assign_topics', 'create_topics'];
const special: Record<string, Permission[]> = {
  'ines.carvalho': ['admin', 'modify_all_users', 'invite_guests'],
  'pia.lindqvist': ['view_all_data', 'manage_unlisted_groups', 'export_data'],
  'noor.haddad': ['moderate', 'invite_guests', 'verify_answers'],
  'marguerite.delacroix': ['pin_posts', 'close_threads'],
};

const offices: Record<Office, Pick<SeedPerson, 'timeZone' | 'street' | 'city' | 'region' | 'postalCode'>> = {
  Central: {
    timeZone: 'America/Chicago',
    street: '220 West Kinzie Street',
    city: 'Chicago',
    region: 'IL',
    postalCode: '60654',
  },
  East: {
    timeZone: 'America/New_York',
    street: '71 Beekman Street, 11th floor',
    city: 'New York',
    region: 'NY',
    postalCode: '10038',
  },
  West: {
    timeZone: 'America/Los_Angeles',
    street: '1340 East 6th Street',
    city: 'Los Angeles',
    region: 'CA',
    postalCode: '90021',
  },
};
const areaCodes: Record<Office, string> = { Central: '312', East: '212', West: '213' };

const seed = path.join(process.cwd(), 'db/seed');

/** `Mei-Mei Johns` is `mei-mei.johns`. */
export function handleOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '.');
}

function readSellers(): Seller[] {
  return parse<Seller>(readFileSync(path.join(seed, 'crm/sales_teams.csv')), { columns: true, trim: true });
}

function readDetails(): Record<string, Detail> {
  return z.record(z.string(), detail).parse(JSON.parse(readFileSync(path.join(seed, 'content/people.json'), 'utf8')));
}

type Post = { name: string; office: string; manager: string | null };

/** Names, offices and managers as the sales data has them: agents, and the managers that they name. */
function sellingPosts(): Map<string, Post> {
  const posts = new Map<string, Post>();
  for (const { sales_agent: name, manager, regional_office: office } of readSellers()) {
    posts.set(handleOf(name), { name, office, manager: handleOf(manager) });
    posts.set(handleOf(manager), { name: manager, office, manager: null });
  }
  return posts;
}

/** Everybody who works at the demo company, and its guest. */
export function buildPeople(calendar: Calendar): SeedPerson[] {
  const selling = sellingPosts();
  const details = readDetails();
  const missing = [...selling.keys()].filter((handle) => !details[handle]);
  if (missing.length > 0) throw new Error(`Nothing is written about ${missing.join(', ')}.`);
  return Object.entries(details).map(([handle, about], index) =>
    person(handle, about, selling.get(handle), { calendar, index }),
  );
}

function person(
  handle: string,
  detail: Detail,
  post: Post | undefined,
  { calendar, index }: { calendar: Calendar; index: number },
): SeedPerson {
  const { since, left, office: ownOffice, name = post?.name ?? handle, manager, phone, email, ...rest } = detail;
  const office = ownOffice ?? post?.office ?? '';
  const isGuest = rest.kind === 'guest';
  return {
    ...rest,
    ...seat(office, index),
    ...(phone ? { phone } : {}),
    ...(left ? { deactivatedAt: calendar.at(...left), deactivatedBy: personId('ines.carvalho') } : {}),
    id: personId(handle),
    handle,
    name,
    office,
    email: email ?? `${handle}@brightmoor.example`,
    locale: isGuest ? 'en-GB' : 'en-US',
    manager: manager ?? post?.manager ?? null,
    permissions: isGuest ? [] : [...everyone, ...(special[handle] ?? [])],
    createdAt: since
      ? calendar.at(...since, 7 * 60)
      : calendar.at(-60 - Math.floor(chance(`since ${handle}`) * 200), 1),
  };
}

/** Address, time zone and telephone of a desk in an office. */
function seat(office: string, index: number) {
  if (!isOffice(office)) return { timeZone: offices.Central.timeZone };
  const extension = String(10 + index).padStart(2, '0');
  return { ...offices[office], country: 'United States', phone: `+1 ${areaCodes[office]} 555 01${extension}` };
}

function isOffice(office: string): office is Office {
  return office in offices;
}
