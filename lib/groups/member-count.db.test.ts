import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { reactivatePerson } from '@/lib/administration/reactivate-person';
import { useDatabase } from '@/lib/testing/database';
import { joinGroup } from './join-group';
import { leaveGroup } from './leave-group';

const open = useDatabase();
const admin = viewerOf(cast.admin);
const outsider = viewerOf(cast.outsider);
const groupId = cast.groups.public.id;

/** How many members each group says it has, and the groups where that is wrong. */
async function counts() {
  const rows = await open.current.query(`select g.id, g.member_count as said,
    (select count(*)::int from memberships m join subjects s on s.id = m.person_id where m.group_id = g.id and s.is_active) as counted from groups g`);
  return {
    wrong: rows.filter((row) => row.said !== row.counted),
    of: Number(rows.find((row) => row.id === groupId)?.said),
  };
}

test('a group counts its active members through joining, leaving, deactivation and return', async () => {
  const { wrong, of: atFirst } = await counts();
  expect(wrong).toEqual([]);
  expect(atFirst).toBeGreaterThan(0);
  await joinGroup(outsider, { groupId });
  expect(await counts()).toEqual({ wrong: [], of: atFirst + 1 });
  await deactivatePerson(admin, { id: outsider.id });
  expect(await counts()).toEqual({ wrong: [], of: atFirst });
  await reactivatePerson(admin, { id: outsider.id });
  expect(await counts()).toEqual({ wrong: [], of: atFirst + 1 });
  await leaveGroup(outsider, { groupId });
  expect(await counts()).toEqual({ wrong: [], of: atFirst });
});
