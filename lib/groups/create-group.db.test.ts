import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { Forbidden, Invalid } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { createGroup } from './create-group';
import type { CreateGroup } from './input';
import { getGroup } from './queries';

const open = useDatabase();

const founder = viewerOf(cast.outsider);
const wanted = (name: string, more: Partial<CreateGroup> = {}): CreateGroup => ({
  name,
  description: '',
  access: 'public',
  isBroadcast: false,
  allowsGuests: false,
  ...more,
});

async function refused(work: Promise<unknown>): Promise<Record<string, string>> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Invalid)) throw error;
  return error.fields;
}

test('whoever founds a group owns it, and the outbox hears of it', async () => {
  const { id, slug } = await createGroup(founder, wanted('Coffee Lovers', { description: 'Beans.' }));
  const { group } = await getGroup(founder, slug);
  expect(group).toMatchObject({
    id,
    slug: 'coffee-lovers',
    name: 'Coffee Lovers',
    description: 'Beans.',
    access: 'public',
  });
  expect(group).toMatchObject({ role: 'owner', memberCount: 1, isOpen: true, owner: { id: founder.id } });
  const events = await open.current.query('select type, actor_id from outbox_events where subject_id = $1', [id]);
  expect(events).toEqual([{ type: 'group.created', actor_id: founder.id }]);
});

test('a restricted group has one grant, to itself, and a public one has none', async () => {
  const grants = async (access: CreateGroup['access']) => {
    const { id } = await createGroup(founder, wanted(`Granted ${access}`, { access }));
    return open.current.query(
      'select g.principal = $1 as own, level, s.audience = $1 as here from subjects s join grants g on g.audience = s.id where s.id = $1',
      [id],
    );
  };
  expect(await grants('public')).toEqual([]);
  expect(await grants('private')).toEqual([{ own: true, level: 'write', here: true }]);
  expect(await grants('unlisted')).toEqual([{ own: true, level: 'write', here: true }]);
});

test('a public or private name is taken in whatever case and width, and an unlisted one may repeat', async () => {
  const problem = { name: 'Another group has this name. Choose one that tells them apart.' };
  expect(await refused(createGroup(founder, wanted('ＰＲＩＣＩＮＧ')))).toEqual(problem);
  expect(await refused(createGroup(founder, wanted('all SALES', { access: 'private' })))).toEqual(problem);
  const { slug } = await createGroup(founder, wanted('Pricing', { access: 'unlisted' }));
  expect(slug).toMatch(/^pricing-[a-z0-9]{8}$/);
});

test('nothing about a new group tells that an unlisted one has its name', async () => {
  await createGroup(viewerOf(cast.owner), wanted('Reorganisation', { access: 'unlisted' }));
  expect(await createGroup(founder, wanted('Reorganisation'))).toMatchObject({ slug: 'reorganisation' });
  expect(await createGroup(founder, wanted('Project Harbor'))).toMatchObject({ slug: 'project-harbor' });
});

test('an address that a person or another group has is passed over', async () => {
  await createGroup(founder, wanted('Q&A'));
  expect(await createGroup(founder, wanted('Q-A'))).toMatchObject({ slug: 'q-a-2' });
  expect(await createGroup(founder, wanted('Q/A'))).toMatchObject({ slug: 'q-a-3' });
  expect((await createGroup(founder, wanted('Q+A'))).slug).toMatch(/^q-a-[a-z0-9]{8}$/);
});

test('guests come only into groups that not everyone can read', async () => {
  expect(await refused(createGroup(founder, wanted('Open House', { allowsGuests: true })))).toEqual({
    allowsGuests: 'Guests can be only in private or unlisted groups.',
  });
  const { slug } = await createGroup(founder, wanted('Open House', { allowsGuests: true, access: 'private' }));
  expect((await getGroup(founder, slug)).group.allowsGuests).toBe(true);
});

test('founding takes the permission, which no guest has', async () => {
  const unpermitted = asViewer({ ...cast.outsider, permissions: [] });
  await expect(createGroup(unpermitted, wanted('Nope'))).rejects.toThrow(Forbidden);
  const guest = asViewer({ ...cast.guest, permissions: ['create_groups'] });
  await expect(createGroup(guest, wanted('Nope'))).rejects.toThrow(Forbidden);
});
