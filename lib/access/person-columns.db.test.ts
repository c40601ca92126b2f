import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { useDatabase } from '@/lib/testing/database';
import { scope } from './scope';

const open = useDatabase();
const { guest, member } = cast;

const read = async (viewer: typeof guest, id: string) => {
  const s = scope(viewerOf(viewer));
  const [row] = await s.rows<Record<string, unknown>>(sql`select * from ${s.people} p where p.id = ${id}`);
  return row ?? {};
};

test('for guests every relation of people has the same columns, and those that are not shown are null', async () => {
  await open.current.query(
    "update people set about = 'a', phone = 'p', mobile = 'm', street = 's', city = 'c', region = 'r', postal_code = '1', country = 'x', out_of_office = 'o', time_zone = 'UTC' where id = $1",
    [member.id],
  );
  const full = await read(member, member.id);
  const seen = await read(guest, member.id);
  expect(Object.keys(seen).toSorted()).toEqual(Object.keys(full).toSorted());
  const shown = Object.entries(seen).filter(([, value]) => value !== null);
  expect(shown.map(([name]) => name).toSorted()).toEqual(
    ['created_at', 'department', 'handle', 'id', 'is_active', 'kind', 'name', 'office', 'title', 'version'].toSorted(),
  );
});

test('a guest reads their own row whole', async () => {
  expect(await read(guest, guest.id)).toMatchObject({ email: guest.email, time_zone: 'America/Chicago' });
});
