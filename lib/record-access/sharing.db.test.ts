import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { opportunity, reads, recordsIn, share } from '@/lib/testing/record-access';
import { changeValues } from '@/lib/testing/records';
import { getSharing, listShareCandidates } from './queries';
import { restrictRecord } from './restrict-record';
import { unshareRecord } from './unshare-record';

const open = useDatabase();
const { query, types, audits } = recordsIn(open);

const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const follower = viewerOf(cast.follower);
const owner = viewerOf(cast.owner);
const superior = viewerOf(cast.superior);
const guest = viewerOf(cast.guest);
const keeper: Viewer = { ...viewerOf(cast.outsider), permissions: new Set(['modify_all_data']) };

beforeEach(() => query('delete from outbox_events'));

describe('sharing', () => {
  test('a restricted record is read by its owner, everyone above them and whom it is shared with', async () => {
    const id = await opportunity(true);
    expect(await Promise.all([member, owner, superior, outsider, follower].map((one) => reads(one, id)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    await share(id, cast.outsider.id);
    expect(await reads(outsider, id)).toBe(true);
    await expect(changeValues(outsider, id, { name: 'Taken' })).rejects.toThrow(Forbidden);
    await share(id, cast.outsider.id, 'write');
    await changeValues(outsider, id, { name: 'Ours' });
    await unshareRecord(member, { recordId: id, principal: cast.outsider.id });
    expect(await reads(outsider, id)).toBe(false);
    await expect(changeValues(outsider, id, { name: 'Mine' })).rejects.toThrow(NotFound);
  });

  test('sharing twice is sharing once: one event and one entry in the log for each change', async () => {
    const id = await opportunity(true);
    await query('delete from outbox_events');
    await share(id, cast.outsider.id);
    await share(id, cast.outsider.id);
    await share(id, cast.outsider.id, 'write');
    await unshareRecord(member, { recordId: id, principal: cast.outsider.id });
    await unshareRecord(member, { recordId: id, principal: cast.outsider.id });
    expect((await types()).filter((type) => type.startsWith('record.') && type !== 'record.access_changed')).toEqual([
      'record.shared',
      'record.shared',
      'record.unshared',
    ]);
    expect(await audits(id)).toEqual(['record.shared', 'record.shared', 'record.unshared']);
  });

  test('a group that it is shared with reads it, whoever joins later too, and its guests', async () => {
    const id = await opportunity(true);
    expect(await reads(guest, id)).toBe(false);
    expect(await share(id, cast.groups.guests.id)).toMatchObject({ name: cast.groups.guests.name, people: 4 });
    expect(await reads(guest, id)).toBe(true);
    await restrictRecord(member, { recordId: id, access: 'open', confirmAccess: true });
    expect(await reads(guest, id)).toBe(false);
  });

  test('only its owner, those above them and Modify All Data share it; whoever cannot see it finds nothing', async () => {
    const id = await opportunity(true);
    await share(id, cast.follower.id, 'write');
    await expect(share(id, cast.admin.id, 'read', follower)).rejects.toThrow(Forbidden);
    await expect(share(id, cast.admin.id, 'read', outsider)).rejects.toThrow(NotFound);
    await expect(getSharing(follower, 'opportunity', id)).rejects.toThrow(Forbidden);
    await expect(getSharing(outsider, 'opportunity', id)).rejects.toThrow(NotFound);
    await share(id, cast.asker.id, 'read', superior);
    await share(id, cast.admin.id, 'read', keeper);
    expect(await audits(id)).toContain('oversight.used');
  });

  test('the owner, the deactivated and, of what is open, guests are given nothing', async () => {
    const id = await opportunity(false);
    for (const { id: principal } of [cast.member, cast.deactivated, cast.guest])
      await expect(share(id, principal)).rejects.toThrow(Invalid);
    await expect(share(id, cast.groups.unlisted.id, 'read', outsider)).rejects.toThrow(Forbidden);
    await expect(share(id, newId())).rejects.toThrow(NotFound);
    await expect(share(id, id)).rejects.toThrow(NotFound);
  });

  test('an unlisted group is named only to its members', async () => {
    const id = await opportunity(true);
    await share(id, cast.groups.unlisted.id);
    const seen = async (viewer: Viewer) => (await getSharing(viewer, 'opportunity', id)).shares[0]?.principal;
    expect(await seen(member)).toMatchObject({ group: { name: cast.groups.unlisted.name } });
    expect(await seen(superior)).toBeNull();
    await expect(share(id, cast.groups.unlisted.id, 'write', superior)).rejects.toThrow(NotFound);
    await unshareRecord(superior, { recordId: id, principal: cast.groups.unlisted.id });
    expect((await getSharing(member, 'opportunity', id)).shares).toEqual([]);
  });

  test('the page says who reads it and why, and finds people and groups by name and by handle', async () => {
    const id = await opportunity(false);
    const sharing = await getSharing(member, 'opportunity', id);
    expect(sharing).toMatchObject({ access: 'open', isPrivate: false, objectAccess: 'read', shares: [] });
    expect(sharing.managers.map(({ handle }) => handle)).toEqual([cast.owner.handle, cast.superior.handle]);
    const found = async (q: string) => (await listShareCandidates(member, sharing, q)).map((one) => one.id);
    expect(await found('')).toEqual([]);
    expect(await found(`@${cast.follower.handle}`)).toEqual([cast.follower.id]);
    expect(await found('pric')).toEqual([cast.groups.private.id]);
    expect(await found('oskar')).toEqual([]);
    const restricted = { ...sharing, access: 'restricted' as const };
    expect((await listShareCandidates(member, restricted, 'oskar')).map((one) => one.id)).toEqual([cast.guest.id]);
    expect(await listShareCandidates(outsider, sharing, 'Project Harbor')).toEqual([]);
  });

  testParallel('twenty shares and takings back at once leave grants as the shares say', async () => {
    const id = await opportunity(true);
    const people = [cast.outsider, cast.follower, cast.asker, cast.admin, cast.formerMember];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const principal = people[n % people.length]?.id ?? '';
        return n % 3 === 0
          ? unshareRecord(member, { recordId: id, principal })
          : share(id, principal, n % 2 ? 'read' : 'write');
      }),
    );
    const shares = await query('select principal, level from record_shares where record_id = $1 order by 1', [id]);
    const grants = await query(
      `select principal, level from grants where audience = $1 and level <> 'own' order by 1`,
      [id],
    );
    expect(grants).toEqual(shares);
  });
});
