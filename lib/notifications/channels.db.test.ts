import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, Invalid } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { likePost } from '@/lib/feed/like-post';
import { mutePost } from '@/lib/feed/mute-post';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, tellAll, told } from '@/lib/testing/notifications';
import type { SaveNotificationSettings } from './input';
import { muteGroup } from './mute-group';
import { choosable, type Reason, reasons } from './rules';
import { saveNotificationDefaults } from './save-defaults';
import { saveNotificationSettings } from './save-settings';
import { setGroupFrequency } from './set-group-frequency';
import { getNotificationDefaults, getNotificationSettings } from './settings-queries';

const open = useDatabase();
const { groups, owner, member, outsider, admin, manager } = cast;
const [asMember, asOutsider, asAdmin, asManager] = [
  viewerOf(member),
  viewerOf(outsider),
  viewerOf(admin),
  viewerOf(manager),
];

beforeEach(() => forgetAll(open.current));

const on = (channel: 'page' | 'email') => choosable.filter((reason) => reasons[reason][channel]);

const settings = (changes: Partial<SaveNotificationSettings> = {}): SaveNotificationSettings => ({
  version: 0,
  receivesEmail: true,
  digest: 'daily',
  groupFrequency: 'daily',
  hasQuietHours: false,
  quietFrom: null,
  quietUntil: null,
  showsReading: true,
  page: on('page'),
  email: on('email'),
  ...changes,
});

const without = (list: Reason[], reason: Reason) => list.filter((one) => one !== reason);

const post = async (subjectId: string, body: string) =>
  (await createPost(asMember, { subjectId, body, clientId: newId(), confirm: true })).postId;

/** What became of both channels when the outsider is mentioned. */
async function mentioned(now?: Date) {
  await post(groups.public.id, `@${outsider.handle}`);
  await tellAll(now);
  return (await told(open.current)).map(({ page, email }) => [page, email]);
}

const choose = async (changes: Partial<SaveNotificationSettings>) =>
  saveNotificationSettings(asOutsider, settings(changes));

async function fix(reason: Reason, { page, email, locked }: { page: boolean; email: boolean; locked: boolean }) {
  const { version } = await getNotificationDefaults(asAdmin);
  const list = (channel: 'page' | 'email', isOn: boolean) =>
    isOn ? [...without(on(channel), reason), reason] : without(on(channel), reason);
  await saveNotificationDefaults(asAdmin, {
    version,
    page: list('page', page),
    email: list('email', email),
    locked: locked ? [reason] : [],
  });
}

describe('where a mention goes is', () => {
  test('both channels by default', async () => {
    expect(await mentioned()).toEqual([['sent', 'waiting']]);
  });

  test('what the person chose', async () => {
    await choose({ page: without(on('page'), 'mention_post'), email: on('email') });
    expect(await mentioned()).toEqual([['off choice', 'waiting']]);
  });

  test('no email for whoever receives none', async () => {
    await choose({ receivesEmail: false });
    expect(await mentioned()).toEqual([['sent', 'off no_email']]);
  });

  test('what admins set, until the person chooses otherwise', async () => {
    await fix('mention_post', { page: true, email: false, locked: false });
    expect(await mentioned()).toEqual([['sent', 'off default']]);
    await choose({ email: on('email') });
    expect((await mentioned()).at(-1)).toEqual(['sent', 'waiting']);
  });

  test('what admins locked, whatever the person had chosen, and that again when it is unlocked', async () => {
    await choose({ email: without(on('email'), 'mention_post') });
    await fix('mention_post', { page: false, email: true, locked: true });
    expect(await mentioned()).toEqual([['off locked', 'waiting']]);
    await fix('mention_post', { page: true, email: true, locked: false });
    expect((await mentioned()).at(-1)).toEqual(['sent', 'off choice']);
  });
});

describe('settings', () => {
  test('are shown as they were saved, and unchanged ones go on following the defaults', async () => {
    const quiet = { hasQuietHours: true, quietFrom: 1320, quietUntil: 420 };
    await choose({
      digest: 'weekly',
      groupFrequency: 'every',
      showsReading: false,
      page: [...on('page'), 'group_post'],
      ...quiet,
    });
    const shown = await getNotificationSettings(asOutsider);
    expect(shown).toMatchObject({ version: 1, digest: 'weekly', groupFrequency: 'every', showsReading: false });
    expect(shown.quiet).toEqual({ from: 1320, until: 420 });
    expect(shown.reasons.find(({ reason }) => reason === 'group_post')?.page).toBe(true);
    expect(await open.current.query('select reason from notification_choices')).toEqual([{ reason: 'group_post' }]);
  });

  test('saved twice from one form are a conflict the second time', async () => {
    await choose({});
    await expect(choose({})).rejects.toThrow(Conflict);
    await choose({ version: 1 });
    await expect(choose({ version: 1 })).rejects.toThrow(Conflict);
  });

  test('cannot turn on what is locked, and lose nothing by not sending it', async () => {
    await fix('like', { page: false, email: false, locked: true });
    await expect(choose({ page: on('page') })).rejects.toThrow(Invalid);
    expect(await open.current.query('select 1 from notification_settings')).toEqual([]);
    await choose({ page: without(on('page'), 'like') });
  });

  test('for everyone are for admins, and not saved over another admin’s', async () => {
    await expect(getNotificationDefaults(asMember)).rejects.toThrow(Forbidden);
    const { version } = await getNotificationDefaults(asAdmin);
    const input = { version, page: [], email: [], locked: [] };
    await expect(saveNotificationDefaults(asMember, input)).rejects.toThrow(Forbidden);
    await saveNotificationDefaults(asAdmin, input);
    await expect(saveNotificationDefaults(asAdmin, input)).rejects.toThrow(Conflict);
    const [entry] = await open.current.query(
      `select actor_id from audit_entries where action = 'notification_defaults.changed'`,
    );
    expect(entry).toEqual({ actor_id: admin.id });
  });
});

describe('quiet hours', () => {
  const night = { hasQuietHours: true, quietFrom: 1320, quietUntil: 420 };
  const due = async () =>
    (await open.current.query(`select due_at from outbox_events where type = 'mail.batch_due'`)).map((row) =>
      new Date(String(row.due_at)).toISOString(),
    );

  test('put mail off until they end where the person is, and the page not at all', async () => {
    await choose(night);
    await open.current.query(`update people set time_zone = 'Asia/Tokyo' where id = $1`, [outsider.id]);
    expect(await mentioned(new Date('2099-03-01T14:00:00Z'))).toEqual([['sent', 'waiting']]);
    expect(await due()).toEqual(['2099-03-01T22:00:00.000Z']);
  });

  test('put nothing off by day: two minutes, one mail for each thread', async () => {
    await choose(night);
    const now = new Date('2099-03-01T03:00:00Z');
    const id = await post(groups.public.id, `@${outsider.handle}`);
    await createComment(asMember, {
      id,
      body: `@${outsider.handle}`,
      parentId: undefined,
      clientId: newId(),
      confirm: true,
    });
    await tellAll(now);
    expect(await due()).toEqual(['2099-03-01T03:02:00.000Z']);
  });
});

describe('muting', () => {
  const comment = (id: string, body: string) =>
    createComment(asMember, { id, body, parentId: undefined, clientId: newId(), confirm: true });

  test('a post silences it, mentions excepted', async () => {
    const { id } = cast.posts.public.outsider;
    await mutePost(asOutsider, { id });
    await comment(id, 'Unheard');
    await likePost(asMember, { id });
    await tellAll();
    expect((await told(open.current)).filter(({ handle }) => handle === outsider.handle)).toEqual([]);
    await comment(id, `@${outsider.handle}`);
    await tellAll();
    expect((await told(open.current)).filter(({ handle }) => handle === outsider.handle)).toMatchObject([
      { reason: 'mention_comment' },
    ]);
  });

  test('a group silences it for a time, mentions excepted, and only for oneself', async () => {
    await open.current.query(`update memberships set email_frequency = 'every' where group_id = $1`, [
      groups.private.id,
    ]);
    await muteGroup(asManager, { groupId: groups.private.id, period: '8h' });
    const heard = async (now?: Date) => {
      const id = await post(groups.private.id, 'Listen');
      await tellAll(now);
      return (await told(open.current, id)).map(({ handle }) => handle);
    };
    expect(await heard()).toEqual([owner.handle]);
    expect(await heard(new Date(Date.now() + 9 * 3_600_000))).toEqual([manager.handle, owner.handle]);
    const id = await post(groups.private.id, `@${manager.handle}`);
    await tellAll();
    expect((await told(open.current, id)).map(({ handle }) => handle)).toEqual([manager.handle, owner.handle]);
    const elsewhere = await post(member.id, `For @${groups.private.slug}`);
    await tellAll();
    expect((await told(open.current, elsewhere)).map(({ handle }) => handle)).toEqual([owner.handle]);
    await muteGroup(asManager, { groupId: groups.private.id, period: 'off' });
    expect(await heard()).toEqual([manager.handle, owner.handle]);
  });

  test('and how often mail comes is for members alone', async () => {
    const groupId = groups.public.id;
    await expect(muteGroup(asOutsider, { groupId, period: 'day' })).rejects.toThrow(Forbidden);
    await expect(setGroupFrequency(asOutsider, { groupId, frequency: 'every' })).rejects.toThrow(Forbidden);
    await setGroupFrequency(asMember, { groupId, frequency: 'never' });
    const { groups: own } = await getNotificationSettings(asMember);
    expect(own.find(({ group }) => group.id === groupId)).toMatchObject({ frequency: 'never', mutedUntil: null });
  });
});
