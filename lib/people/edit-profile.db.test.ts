import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { editProfile } from './edit-profile';
import { type EditProfileInput, editProfileInput } from './input';
import { getEditableProfile, getOwnProfile } from './queries';

const open = useDatabase();
const { member, outsider, owner, superior, follower, guest, admin, deactivated } = cast;

/** The admin of the cast, who may also change everyone. */
const keeper: Viewer = asViewer({ ...admin, permissions: [...admin.permissions, 'modify_all_users'] });

type Typed = Partial<Record<keyof EditProfileInput, string>>;

/** What a browser sends when only these fields were changed in the form. */
async function typed(person: { handle: string }, change: Typed = {}): Promise<EditProfileInput> {
  const profile = await getEditableProfile(keeper, person.handle);
  const {
    id,
    name,
    title,
    department,
    office,
    about,
    outOfOffice,
    phone,
    mobile,
    street,
    city,
    region,
    postalCode,
    country,
    locale,
  } = profile;
  const text = {
    name,
    title,
    department,
    office,
    about,
    outOfOffice,
    phone,
    mobile,
    street,
    city,
    region,
    postalCode,
    country,
    locale,
  };
  const rest = {
    version: String(profile.version),
    timeZone: profile.timeZone ?? '',
    shortcuts: profile.hasShortcuts ? 'on' : 'off',
  };
  return editProfileInput.parse({ id, ...text, ...rest, ...change });
}

const tree = async () => {
  const rows = await open.current.query(
    `select m.handle || '>' || p.handle || ' ' || t.depth as pair from manager_tree t join subjects m on m.id = t.manager_id join subjects p on p.id = t.person_id`,
  );
  return rows.map(({ pair }) => String(pair)).toSorted();
};

/** The closure as it would be if it were made anew from each person's manager. */
const treeAnew = async () => {
  const rows = await open.current.query(
    `with recursive up(manager_id, person_id, depth) as (
      select manager_id, id, 1 from people where manager_id is not null
      union all select p.manager_id, up.person_id, up.depth + 1 from up join people p on p.id = up.manager_id where p.manager_id is not null)
    select m.handle || '>' || p.handle || ' ' || up.depth as pair from up join subjects m on m.id = up.manager_id join subjects p on p.id = up.person_id`,
  );
  return rows.map(({ pair }) => String(pair)).toSorted();
};

const fieldsOf = async (asked: Promise<unknown>) =>
  asked.then(
    () => expect.unreachable('It was not refused.'),
    (error: unknown) => (error instanceof Invalid || error instanceof Conflict ? error.fields : Promise.reject(error)),
  );

beforeEach(() => open.current.query('delete from outbox_events'));

describe('editing a profile', () => {
  test('it saves one’s own, with the names of the changed fields in the event and nothing in the audit log', async () => {
    await editProfile(
      viewerOf(member),
      await typed(member, { title: 'Account Director', about: 'Renewals.\nAnd tea.', shortcuts: 'off' }),
    );
    const saved = await getOwnProfile(viewerOf(member));
    expect(saved).toMatchObject({ title: 'Account Director', about: 'Renewals.\nAnd tea.', hasShortcuts: false });
    expect(await open.current.query('select type, actor_id, payload from outbox_events')).toEqual([
      {
        type: 'person.edited',
        actor_id: member.id,
        payload: { personId: member.id, fields: ['title', 'about', 'hasShortcuts'] },
      },
    ]);
    expect(await open.current.query(`select 1 from audit_entries where subject_id = '${member.id}'`)).toEqual([]);
  });

  test('saving without a change is no event and no new version', async () => {
    const input = await typed(member);
    await editProfile(viewerOf(member), input);
    expect((await typed(member)).version).toBe(input.version);
    expect(await open.current.query('select 1 from outbox_events')).toEqual([]);
  });

  test('Modify All Users edits another, and that is audited by field names', async () => {
    await editProfile(keeper, await typed(outsider, { office: 'West' }));
    const [entry] = await open.current.query(
      'select action, actor_id, details from audit_entries where subject_id = $1',
      [outsider.id],
    );
    expect(entry).toEqual({ action: 'person.edited', actor_id: admin.id, details: { fields: ['office'] } });
  });

  test('nobody else edits another, and being an admin is not enough', async () => {
    for (const viewer of [viewerOf(outsider), viewerOf(superior), viewerOf(admin)]) {
      await expect(editProfile(viewer, await typed(member, { title: 'Clown' }))).rejects.toThrow(Forbidden);
    }
  });

  test('for a guest a colleague they never met is not there', async () => {
    await expect(editProfile(viewerOf(guest), await typed(outsider))).rejects.toThrow(NotFound);
    await expect(editProfile(viewerOf(guest), { ...(await typed(outsider)), id: newId() })).rejects.toThrow(NotFound);
  });

  test('a guest edits their own profile', async () => {
    await editProfile(viewerOf(guest), await typed(guest, { phone: '+49 30 1234' }));
    expect((await getOwnProfile(viewerOf(guest))).phone).toBe('+49 30 1234');
  });

  test('the second of two editors is told what stands there now and saves with the new version', async () => {
    const second = await typed(member, { title: 'Second', about: 'Second about' });
    await editProfile(keeper, await typed(member, { title: 'First' }));
    const fields = await fieldsOf(editProfile(viewerOf(member), second));
    expect(fields.title).toContain('“First”');
    expect(Object.keys(fields)).toEqual(['title', 'about']);
    await editProfile(viewerOf(member), { ...second, version: (await typed(member)).version });
    expect(await getOwnProfile(viewerOf(member))).toMatchObject({ title: 'Second', about: 'Second about' });
  });

  testParallel('of ten editors at once one saves and nine are told', async () => {
    const inputs = await Promise.all(
      Array.from({ length: 10 }, (_, index) => typed(member, { title: `Title ${index}` })),
    );
    const settled = await Promise.allSettled(inputs.map((input) => editProfile(viewerOf(member), input)));
    const refused = settled.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(9);
    expect(refused.every(({ reason }) => reason instanceof Conflict)).toBe(true);
  });
});

describe('the manager', () => {
  test('a person moves with everyone below them, and the closure is what it would be made anew', async () => {
    await editProfile(keeper, await typed(outsider, { manager: `@${member.handle}` }));
    await editProfile(keeper, await typed(member, { manager: superior.handle }));
    expect(await tree()).toEqual(await treeAnew());
    expect(await tree()).toContain(`${superior.handle}>${outsider.handle} 2`);
    await editProfile(keeper, await typed(member, { manager: '' }));
    expect(await tree()).toEqual(await treeAnew());
    expect(await tree()).toContain(`${member.handle}>${outsider.handle} 1`);
    expect((await tree()).some((pair) => pair.startsWith(`${superior.handle}>${outsider.handle}`))).toBe(false);
  });

  test('nobody becomes their own manager, directly or through others', async () => {
    expect(await fieldsOf(editProfile(keeper, await typed(superior, { manager: superior.handle })))).toHaveProperty(
      'manager',
    );
    expect(await fieldsOf(editProfile(keeper, await typed(superior, { manager: follower.handle })))).toHaveProperty(
      'manager',
    );
    expect(await tree()).toEqual(await treeAnew());
  });

  test('it is an active colleague: neither a guest, nor the deactivated, nor an unknown handle', async () => {
    for (const manager of [guest.handle, deactivated.handle, 'nobody.at.all']) {
      expect(await fieldsOf(editProfile(keeper, await typed(outsider, { manager })))).toHaveProperty('manager');
    }
    expect(await fieldsOf(editProfile(keeper, await typed(guest, { manager: owner.handle })))).toHaveProperty(
      'manager',
    );
  });

  test('one does not choose one’s own', async () => {
    const asked = editProfile(viewerOf(member), await typed(member, { manager: admin.handle }));
    await expect(asked).rejects.toThrow(Forbidden);
  });

  testParallel('two changes at once that make a circle together leave none', async () => {
    for (const person of [outsider, member]) await editProfile(keeper, await typed(person, { manager: '' }));
    const [one, two] = [
      await typed(outsider, { manager: member.handle }),
      await typed(member, { manager: outsider.handle }),
    ];
    const settled = await Promise.allSettled([editProfile(keeper, one), editProfile(keeper, two)]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await tree()).toEqual(await treeAnew());
  });
});
