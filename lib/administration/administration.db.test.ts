import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { scope } from '@/lib/access/scope';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { listAuditEntries } from './audit-queries';
import { changeKind } from './change-kind';
import { deactivatePerson } from './deactivate-person';
import { listInvitations } from './invitation-queries';
import { invitePerson } from './invite-person';
import { getPerson, listPeople, type PeopleFilter } from './queries';
import { reactivatePerson } from './reactivate-person';
import { heldText } from './rules';
import { setPermissions } from './set-permissions';
import { withdrawInvitation } from './withdraw-invitation';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const admin = viewerOf(cast.admin);
const nobody = [cast.member, cast.guest, cast.viewAllData, cast.unlistedKeeper].map(viewerOf);
const everyone: PeopleFilter = { q: '', state: 'all', kind: 'all', after: undefined };

async function held(id: string): Promise<string[]> {
  const rows = await ask('select permission from person_permissions where person_id = $1 order by 1', id);
  return rows.map((row) => String(row.permission));
}

async function permit(viewer: Viewer, id: string, permission: string[]) {
  return setPermissions(viewer, { id, before: heldText(await held(id)), permission });
}

const follows = async (viewer: Viewer) => {
  const s = scope(viewer);
  return (
    await s.rows<{ id: string }>(
      sql`select f.subject_id as id from ${s.follows} f where f.person_id = ${cast.follower.id}`,
    )
  ).map(({ id }) => id);
};

const lastAudit = async () => (await listAuditEntries(admin, undefined)).items[0];

describe('only admins', () => {
  test.each([
    ['list people', (viewer: Viewer) => listPeople(viewer, everyone)],
    ['look at a person', (viewer: Viewer) => getPerson(viewer, cast.member.handle)],
    ['list invitations', (viewer: Viewer) => listInvitations(viewer)],
    ['read the audit', (viewer: Viewer) => listAuditEntries(viewer, undefined)],
    ['invite', (viewer: Viewer) => invitePerson(viewer, { email: 'x@example.com', kind: 'internal' })],
    ['withdraw', (viewer: Viewer) => withdrawInvitation(viewer, { id: cast.member.id })],
    ['permit', (viewer: Viewer) => permit(viewer, viewer.id, ['admin'])],
    ['deactivate', (viewer: Viewer) => deactivatePerson(viewer, { id: cast.manager.id })],
    ['reactivate', (viewer: Viewer) => reactivatePerson(viewer, { id: cast.manager.id })],
    ['make guests', (viewer: Viewer) => changeKind(viewer, { id: cast.manager.id, kind: 'guest' })],
  ])('%s', async (_, act) => {
    for (const viewer of nobody) {
      const refusal = await act(viewer).catch((error: unknown) => error);
      expect([Forbidden, NotFound]).toContain(refusal instanceof Error && refusal.constructor);
    }
  });
});

describe('the list of people', () => {
  test('finds by name without accents, by address and by handle, and filters by state and kind', async () => {
    const names = async (filter: Partial<PeopleFilter>) =>
      (await listPeople(admin, { ...everyone, ...filter })).items.map(({ name }) => name);
    expect(await names({ q: 'ines' })).toEqual(['Inês Carvalho']);
    expect(await names({ q: 'northgate' })).toEqual(['Oskar Wendt']);
    expect(await names({ q: 'cecily.lam' })).toEqual(['Cecily Lampkin']);
    expect(await names({ q: '%' })).toEqual([]);
    expect(await names({ state: 'deactivated' })).toEqual(['Elizabeth Anderson']);
    expect(await names({ kind: 'guest' })).toEqual(['Oskar Wendt']);
    expect(await names({})).toHaveLength(13);
  });
});

describe('deactivating', () => {
  test('lets follows rest in both directions, and reactivating brings them back (row 45)', async () => {
    const viewer = viewerOf(cast.member);
    expect(await follows(viewer)).toContain(cast.owner.id);
    await deactivatePerson(admin, { id: cast.owner.id });
    expect(await follows(viewer)).not.toContain(cast.owner.id);
    await deactivatePerson(admin, { id: cast.follower.id });
    expect(await follows(viewer)).toEqual([]);
    await reactivatePerson(admin, { id: cast.owner.id });
    await reactivatePerson(admin, { id: cast.follower.id });
    expect(await follows(viewer)).toContain(cast.owner.id);
  });

  test('leaves name, memberships and groups, and says in the audit who did it', async () => {
    const owned = () =>
      ask("select group_id from memberships where person_id = $1 and role = 'owner' order by 1", cast.owner.id);
    const before = await owned();
    await deactivatePerson(admin, { id: cast.owner.id });
    expect(await owned()).toEqual(before);
    expect(await lastAudit()).toMatchObject({
      action: 'person.deactivated',
      actor: { name: cast.admin.name },
      subject: { name: cast.owner.name },
    });
    expect(await getPerson(admin, cast.owner.handle)).toMatchObject({
      isActive: false,
      deactivatedBy: cast.admin.name,
    });
    await reactivatePerson(admin, { id: cast.owner.id });
    expect(await getPerson(admin, cast.owner.handle)).toMatchObject({ isActive: true, deactivatedAt: null });
  });

  test('oneself is refused', async () => {
    await expect(deactivatePerson(admin, { id: admin.id })).rejects.toThrow(Forbidden);
  });

  test('twice is once', async () => {
    const events = () =>
      ask("select 1 from outbox_events where type = 'person.deactivated' and subject_id = $1", cast.formerMember.id);
    await deactivatePerson(admin, { id: cast.formerMember.id });
    await deactivatePerson(admin, { id: cast.formerMember.id });
    expect(await events()).toHaveLength(1);
    await reactivatePerson(admin, { id: cast.formerMember.id });
  });
});

describe('permissions', () => {
  test('are given and taken until the person holds exactly these, and audited', async () => {
    const { id } = cast.outsider;
    await permit(admin, id, ['moderate', 'create_groups']);
    expect(await held(id)).toEqual(['create_groups', 'moderate']);
    expect((await lastAudit())?.details).toEqual({
      granted: ['moderate'],
      revoked: ['assign_topics', 'create_topics'],
    });
  });

  test('that do not exist are not given', async () => {
    await permit(admin, cast.outsider.id, ['create_groups', 'root']);
    expect(await held(cast.outsider.id)).toEqual(['create_groups']);
  });

  test('changed by someone else since the form was made are not overwritten', async () => {
    const stale = { id: cast.outsider.id, before: 'moderate', permission: ['admin'] };
    await expect(setPermissions(admin, stale)).rejects.toThrow(Conflict);
  });

  test('are none for guests', async () => {
    await expect(permit(admin, cast.guest.id, ['create_topics'])).rejects.toThrow(Invalid);
  });

  test('leave an admin: the last one cannot be taken, not by themself either', async () => {
    const own = await held(admin.id);
    await expect(
      permit(
        admin,
        admin.id,
        own.filter((name) => name !== 'admin'),
      ),
    ).rejects.toThrow(Invalid);
    await permit(admin, cast.outsider.id, ['admin']);
    await permit(
      admin,
      admin.id,
      own.filter((name) => name !== 'admin'),
    );
    const heir = asViewer({ ...cast.outsider, permissions: ['admin'] });
    await expect(permit(admin, cast.outsider.id, [])).rejects.toThrow(Forbidden);
    await permit(heir, admin.id, own);
    await permit(admin, cast.outsider.id, []);
  });

  testParallel('taken by two admins from each other at once leave one of them', async () => {
    for (let round = 0; round < 5; round += 1) {
      await permit(admin, cast.outsider.id, ['admin']);
      const other = asViewer({ ...cast.outsider, permissions: ['admin'] });
      const outcomes = await Promise.allSettled([permit(admin, other.id, []), permit(other, admin.id, [])]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await ask(
        "insert into person_permissions (person_id, permission) values ($1, 'admin') on conflict do nothing",
        admin.id,
      );
    }
  });
});

describe('a guest', () => {
  test('who was a colleague holds no permission and is only in groups that take guests', async () => {
    const { id } = cast.member;
    await changeKind(admin, { id, kind: 'guest' });
    expect(await held(id)).toEqual([]);
    expect(await ask('select 1 from manager_tree where person_id = $1 or manager_id = $1', id)).toEqual([]);
    expect(await ask('select group_id as id from memberships where person_id = $1', id)).toEqual([
      { id: cast.groups.guests.id },
    ]);
    const lost = await ask(
      "select 1 from outbox_events where type = 'access.lost' and payload ->> 'personId' = $1",
      id,
    );
    expect(lost.length).toBeGreaterThan(0);
    expect(await lastAudit()).toMatchObject({ action: 'person.kind_changed', details: { kind: 'guest' } });
    await changeKind(admin, { id, kind: 'internal' });
    expect(await held(id)).toEqual(['assign_topics', 'create_groups', 'create_topics']);
  });

  test('who asked to join as a colleague asks no more', async () => {
    const { id } = cast.outsider;
    await askToJoin(viewerOf(cast.outsider), { groupId: cast.groups.private.id });
    await changeKind(admin, { id, kind: 'guest' });
    expect(await ask('select 1 from join_requests where person_id = $1', id)).toEqual([]);
  });

  test('is nobody who owns a group, and not the admin themself', async () => {
    await expect(changeKind(admin, { id: cast.owner.id, kind: 'guest' })).rejects.toThrow(Invalid);
    await expect(changeKind(admin, { id: admin.id, kind: 'guest' })).rejects.toThrow(Invalid);
  });
});

describe('the audit', () => {
  test('is paged by id, newest first, and neither repeats nor skips', async () => {
    for (let round = 0; round < 30; round += 1) {
      await deactivatePerson(admin, { id: cast.asker.id });
      await reactivatePerson(admin, { id: cast.asker.id });
    }
    const first = await listAuditEntries(admin, undefined);
    const second = await listAuditEntries(admin, first.next ?? undefined);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(first.items).toHaveLength(50);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted().reverse());
    expect(second.next).toBeNull();
  });

  test('does not name a group that is not open to the admin', async () => {
    await ask(
      "insert into audit_entries (id, actor_id, action, subject_id) values (gen_random_uuid(), $1, 'group.edited', $2)",
      cast.owner.id,
      cast.groups.unlisted.id,
    );
    const { items } = await listAuditEntries(admin, undefined);
    const more = await listAuditEntries(admin, items.at(-1)?.id);
    const all = [...items, ...more.items];
    expect(all.find(({ action }) => action === 'group.edited')?.subject).toBeNull();
    expect(JSON.stringify(all)).not.toContain(cast.groups.unlisted.name);
  });
});
