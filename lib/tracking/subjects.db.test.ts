import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { getPost, listGroupFeed, listHomeFeed, listProfileFeed } from '@/lib/feed/queries';
import type { PostView } from '@/lib/feed/view-models';
import { editGroup } from '@/lib/groups/edit-group';
import { transferOwnership } from '@/lib/groups/transfer-ownership';
import { editProfile } from '@/lib/people/edit-profile';
import { type EditProfileInput, editProfileInput } from '@/lib/people/input';
import { getEditableProfile } from '@/lib/people/queries';
import { useDatabase } from '@/lib/testing/database';
import { changeWords } from './change-words-rules';

const open = useDatabase();
const { groups } = cast;
const [member, owner, follower, outsider, guest] = [
  cast.member,
  cast.owner,
  cast.follower,
  cast.outsider,
  cast.guest,
].map(viewerOf) as [Viewer, Viewer, Viewer, Viewer, Viewer];
const keeper = asViewer({ ...cast.admin, permissions: [...cast.admin.permissions, 'modify_all_users'] });

async function edit(viewer: Viewer, handle: string, change: Partial<EditProfileInput>) {
  const profile = await getEditableProfile(keeper, handle);
  const typed = { ...profile, shortcuts: profile.hasShortcuts ? 'on' : 'off', timeZone: profile.timeZone ?? '' };
  const { manager: _, ...input } = editProfileInput.parse({ ...typed, manager: '' });
  await editProfile(viewer, { ...input, ...change });
}

const newest = (posts: readonly PostView[]) => posts.find(({ kind }) => kind === 'change');
const words = (post: PostView | undefined) => post && changeWords(post, { locale: 'en-US', timeZone: 'UTC' });
const onProfile = async (viewer: Viewer, id: string) => newest((await listProfileFeed(viewer, id, {})).items);
const atHome = async (viewer: Viewer) => newest((await listHomeFeed(viewer, 'following', {})).items);
const inGroup = async (viewer: Viewer, id: string) => newest((await listGroupFeed(viewer, id, {})).items);

test('what someone changes in their own profile is announced there, and to those who follow them', async () => {
  await edit(member, cast.member.handle, { title: 'Head of pilots', phone: '+1 555 0100', city: 'Lyon' });
  const item = await onProfile(outsider, member.id);
  expect(words(item)).toContain('Title: ');
  expect(words(item)).toContain('Head of pilots');
  expect(words(item)).toContain('+1 555 0100');
  expect(words(item)).toContain('Address');
  expect((await atHome(follower))?.id).toBe(item?.id);
  expect((await atHome(member))?.id).not.toBe(item?.id);
});

test('guests read nothing of it', async () => {
  const item = await onProfile(outsider, member.id);
  await expect(getPost(guest, String(item?.id))).rejects.toThrow();
  expect(await onProfile(guest, member.id)).toBeUndefined();
});

test('what an admin changes in somebody’s profile stands on it as theirs', async () => {
  await edit(keeper, cast.outsider.handle, { about: 'Knows the Alps', manager: cast.owner.handle });
  const item = await onProfile(member, outsider.id);
  expect(item?.author.id).toBe(keeper.id);
  expect(words(item)).toContain(`Manager: — → ${cast.owner.name}`);
  expect(item?.place).toMatchObject({ kind: 'person', person: { id: outsider.id } });
});

test('what is not tracked is kept and announced to nobody', async () => {
  const before = await onProfile(outsider, owner.id);
  await edit(owner, cast.owner.handle, { department: 'Elsewhere', outOfOffice: 'Back soon' });
  expect((await onProfile(outsider, owner.id))?.id).toBe(before?.id);
  const kept = await open.current.query(
    `select c.new_value as value from record_changes c join fields f on f.id = c.field_id where c.subject_id = $1 and f.api_name = 'department'`,
    [owner.id],
  );
  expect(kept).toEqual([{ value: 'Elsewhere' }]);
});

test('nothing is announced while the object is not tracked', async () => {
  await open.current.query(`update objects set is_tracked = false where api_name = 'user'`);
  const before = await onProfile(member, outsider.id);
  await edit(outsider, cast.outsider.handle, { title: 'Something else' });
  expect((await onProfile(member, outsider.id))?.id).toBe(before?.id);
  await open.current.query(`update objects set is_tracked = true where api_name = 'user'`);
});

async function change(viewer: Viewer, groupId: string, changes: Record<string, unknown>) {
  const [now] = await open.current.query(
    `select s.name, g.description, g.information, g.information_title as "informationTitle", g.access, g.is_broadcast as "isBroadcast",
       g.allows_guests as "allowsGuests", g.is_auto_archive_disabled as "isAutoArchiveDisabled", g.version
     from groups g join subjects s on s.id = g.id where g.id = $1`,
    [groupId],
  );
  const input = { ...now, groupId, confirmAccess: true, ...changes };
  await editGroup(viewer, input as Parameters<typeof editGroup>[1]);
}

test('what changes in a private group is for its members, information and all', async () => {
  await change(owner, groups.private.id, { information: 'The code is nine', description: 'Quieter' });
  const item = await inGroup(member, groups.private.id);
  expect(words(item)).toBe('Description changed · Information changed');
  expect(item?.changes.map((one) => one.new)).toEqual(['Quieter', 'The code is nine']);
  await expect(getPost(outsider, String(item?.id))).rejects.toThrow();
  expect(await onProfile(outsider, owner.id).then((one) => one?.id)).not.toBe(item?.id);
});

test('a new owner and a new kind of access are announced to whoever may see the group by then', async () => {
  await transferOwnership(owner, { groupId: groups.public.id, personId: member.id });
  expect(words(await inGroup(outsider, groups.public.id))).toBe(`Owner: ${cast.owner.name} → ${cast.member.name}`);
  await change(member, groups.public.id, { access: 'private' });
  expect(words(await inGroup(owner, groups.public.id))).toBe('Access: Public → Private');
  expect(await inGroup(outsider, groups.public.id)).toBeUndefined();
  await change(member, groups.public.id, { access: 'public' });
  expect(words(await inGroup(outsider, groups.public.id))).toBe('Access: Private → Public');
});
