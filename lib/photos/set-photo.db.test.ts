import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { noisePicture } from '@/lib/testing/pictures';
import { findPhoto } from './queries';
import { PhotoRefused } from './refused';
import { removePhoto } from './remove-photo';
import type { PhotoKind } from './rules';
import { setPhoto } from './set-photo';

const open = useDatabase();
const { member, manager, outsider, guest, admin, groups, formerMember } = cast;
const keeper: Viewer = asViewer({
  ...admin,
  permissions: [...admin.permissions, 'modify_all_users', 'modify_all_data'],
});

const upload = async (viewer: Viewer, subjectId: string, kind: PhotoKind = 'photo') =>
  (await setPhoto(viewer, { subjectId, kind, crop: null, file: await noisePicture('jpeg') })).photoId;

const kept = (subjectId: string) =>
  open.current.query('select id, kind from photos where subject_id = $1 order by id', [subjectId]);

beforeEach(async () => {
  await open.current.query('delete from photos');
  await open.current.query('delete from outbox_events');
  await open.current.query('delete from audit_entries');
});

describe('a new photo', () => {
  test('takes the place of the one before under a new id, with an event', async () => {
    const first = await upload(viewerOf(member), member.id);
    const second = await upload(viewerOf(member), member.id);
    expect(second).not.toBe(first);
    expect(await kept(member.id)).toEqual([{ id: second, kind: 'photo' }]);
    expect(await findPhoto(viewerOf(member), first, 'small')).toBeNull();
    const [event] = await open.current.query('select type, payload from outbox_events limit 1');
    expect(event).toEqual({ type: 'person.edited', payload: { personId: member.id, fields: ['photo'] } });
  });

  test('leaves the banner as it is, and the other way round', async () => {
    const photo = await upload(viewerOf(member), member.id);
    const banner = await upload(viewerOf(member), member.id, 'banner');
    const [row] = await open.current.query('select photo_id, banner_id from people where id = $1', [member.id]);
    expect(row).toEqual({ photo_id: photo, banner_id: banner });
    await removePhoto(viewerOf(member), { subjectId: member.id, kind: 'photo' });
    const [after] = await open.current.query('select photo_id, banner_id from people where id = $1', [member.id]);
    expect(after).toEqual({ photo_id: null, banner_id: banner });
  });

  test('of a group is for its managers, and a group has no banner', async () => {
    const photo = await upload(viewerOf(manager), groups.private.id);
    const [row] = await open.current.query('select photo_id from groups where id = $1', [groups.private.id]);
    expect(row).toEqual({ photo_id: photo });
    await expect(upload(viewerOf(member), groups.private.id)).rejects.toThrow(Forbidden);
    await expect(upload(viewerOf(outsider), groups.public.id)).rejects.toThrow(Forbidden);
    await expect(upload(viewerOf(manager), groups.private.id, 'banner')).rejects.toThrow(Invalid);
  });

  test('of what one cannot see is refused like one of what never was', async () => {
    await expect(upload(viewerOf(outsider), groups.unlisted.id)).rejects.toThrow(NotFound);
    await expect(upload(viewerOf(guest), outsider.id)).rejects.toThrow(NotFound);
    await expect(upload(viewerOf(member), newId())).rejects.toThrow(NotFound);
  });

  test('of someone else is refused before the file is looked at', async () => {
    const asked = setPhoto(viewerOf(outsider), {
      subjectId: member.id,
      kind: 'photo',
      crop: null,
      file: new Uint8Array([1]),
    });
    await expect(asked).rejects.toThrow(Forbidden);
    await expect(removePhoto(viewerOf(outsider), { subjectId: member.id, kind: 'photo' })).rejects.toThrow(Forbidden);
  });

  test('that is refused leaves the old one', async () => {
    const photo = await upload(viewerOf(member), member.id);
    const asked = setPhoto(viewerOf(member), {
      subjectId: member.id,
      kind: 'photo',
      crop: null,
      file: new Uint8Array([1]),
    });
    await expect(asked).rejects.toThrow(PhotoRefused);
    expect(await kept(member.id)).toEqual([{ id: photo, kind: 'photo' }]);
  });

  test('that is set for others is audited', async () => {
    await upload(keeper, outsider.id);
    await upload(keeper, groups.public.id);
    const entries = await open.current.query('select action, actor_id, subject_id from audit_entries order by id');
    expect(entries).toEqual([
      { action: 'person.edited', actor_id: admin.id, subject_id: outsider.id },
      { action: 'group.edited', actor_id: admin.id, subject_id: groups.public.id },
    ]);
  });

  testParallel('five at once leave one, which is the one that shows', async () => {
    await Promise.all(Array.from({ length: 5 }, () => upload(viewerOf(member), member.id)));
    const photos = await kept(member.id);
    const [row] = await open.current.query('select photo_id from people where id = $1', [member.id]);
    expect(photos).toEqual([{ id: row?.photo_id, kind: 'photo' }]);
  });
});

describe('a photo is seen', () => {
  const seenBy = async (id: string, people: (typeof member)[]) =>
    Promise.all(people.map(async (person) => Boolean(await findPhoto(viewerOf(person), id, 'large'))));

  test('of a colleague by colleagues, and by guests who share a group', async () => {
    const shared = await upload(viewerOf(member), member.id);
    const unshared = await upload(viewerOf(outsider), outsider.id);
    expect(await seenBy(shared, [outsider, guest])).toEqual([true, true]);
    expect(await seenBy(unshared, [member, guest])).toEqual([true, false]);
  });

  test('of a private group by everyone, of an unlisted one by its members only', async () => {
    const listed = await upload(viewerOf(manager), groups.private.id);
    const unlisted = await upload(viewerOf(manager), groups.unlisted.id);
    expect(await seenBy(listed, [member, outsider, guest])).toEqual([true, true, false]);
    expect(await seenBy(unlisted, [member, outsider, formerMember, admin, guest])).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test('for longer than a request only where every colleague may see it', async () => {
    const own = await upload(viewerOf(member), member.id);
    const unlisted = await upload(viewerOf(manager), groups.unlisted.id);
    const isForAll = async (person: typeof member, id: string) =>
      (await findPhoto(viewerOf(person), id, 'small'))?.isForAll;
    expect(await isForAll(outsider, own)).toBe(true);
    expect(await isForAll(guest, own)).toBe(false);
    expect(await isForAll(member, unlisted)).toBe(false);
  });

  test('never by an id that is none', async () => {
    for (const id of ['', '../secret', '%2e%2e', "'; select 1", newId()])
      expect(await findPhoto(viewerOf(member), id, 'small')).toBeNull();
  });
});
