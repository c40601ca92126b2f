import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { createComment } from '@/lib/feed/create-comment';
import { mutePost } from '@/lib/feed/mute-post';
import { followSubject } from '@/lib/follow/follow-subject';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { daysLater, digestTests, textOf } from '@/lib/testing/digests';

const open = useDatabase();
const { ask, digestsOf, reset, set, setFrequency, statesOf, write } = digestTests(open);
const { groups, guest, manager, member, outsider, owner } = cast;

const answer = (author: CastPerson, id: string, body: string) =>
  createComment(viewerOf(author), { id, parentId: undefined, body, clientId: newId(), confirm: true });

beforeEach(reset);

describe('what stands in a digest', () => {
  test('the posts of the day by whom one follows, with their latest comments, and nothing of one’s own', async () => {
    await followSubject(viewerOf(outsider), { subjectId: owner.id, kind: 'person' });
    const id = await write(owner, owner.id, 'Cancity signed');
    for (const word of ['first', 'second', 'third', 'fourth']) await answer(manager, id, `The ${word} answer`);
    await write(outsider, outsider.id, 'My own words');
    await write(manager, manager.id, 'Nobody follows this');
    const mails = await digestsOf(outsider);
    expect(mails).toHaveLength(1);
    expect(textOf(mails)).toContain('Cancity signed');
    expect(textOf(mails)).toContain('The fourth answer');
    expect(textOf(mails)).not.toMatch(/The first answer|My own words|Nobody follows this/);
    expect(String(mails[0]?.headers)).not.toContain('unsubscribe/');
    expect(mails[0]?.shown_ids).toContain(id);
    expect(await statesOf(outsider)).toEqual(['sent']);
  });

  test('nothing is sent when there is nothing', async () => {
    expect(await digestsOf(outsider)).toEqual([]);
    expect(await statesOf(outsider)).toEqual(['empty']);
  });

  test('a group comes as often as was chosen for it, in a section of its own, whoever wrote', async () => {
    await followSubject(viewerOf(member), { subjectId: owner.id, kind: 'person' });
    await setFrequency(member, groups.private.id, 'daily');
    await setFrequency(member, groups.public.id, 'every');
    await setFrequency(member, groups.unlisted.id, 'weekly');
    await write(owner, groups.private.id, 'In the daily one');
    await write(owner, groups.public.id, 'In every post');
    await write(owner, groups.unlisted.id, 'In the weekly one');
    await write(owner, groups.broadcast.id, 'In none');
    const daily = (await digestsOf(member)).find((mail) => String(mail.text).includes('In the daily one'));
    expect(String(daily?.text)).toContain('Pricing');
    expect(String(daily?.text)).not.toMatch(/In every post|In the weekly one|In none/);
    const mails = await digestsOf(member, daysLater(8));
    expect(textOf(mails).match(/In the weekly one/g)).toHaveLength(1);
    expect(textOf(mails)).not.toMatch(/In every post|In none/);
    expect(mails).toHaveLength(2);
  });

  test('a group’s posts come although the personal digest is off', async () => {
    await set(member, 'digest', 'never');
    await setFrequency(member, groups.private.id, 'daily');
    await followSubject(viewerOf(member), { subjectId: outsider.id, kind: 'person' });
    await write(owner, groups.private.id, 'A group’s post');
    await write(outsider, outsider.id, 'A followed post');
    const text = textOf(await digestsOf(member));
    expect(text).toContain('A group’s post');
    expect(text).not.toContain('A followed post');
  });

  test('muted posts and muted groups are left out', async () => {
    await setFrequency(member, groups.private.id, 'daily');
    await setFrequency(member, groups.public.id, 'daily');
    await mutePost(viewerOf(member), { id: await write(owner, groups.private.id, 'A muted post') });
    await write(owner, groups.public.id, 'In a muted group');
    await ask('update memberships set muted_until = $1 where group_id = $2', daysLater(3), groups.public.id);
    expect(await digestsOf(member)).toEqual([]);
  });

  test('of 51 posts the 50 latest, and none twice on another day', async () => {
    await setFrequency(member, groups.private.id, 'daily');
    for (let index = 1; index <= 51; index++) await write(owner, groups.private.id, `Post number ${index}.`);
    const [first] = await digestsOf(member);
    expect(String(first?.text).match(/Post number \d+\./g)).toHaveLength(50);
    expect(String(first?.text)).not.toContain('Post number 1.');
    expect(await digestsOf(member, daysLater(1))).toHaveLength(1);
  }, 60_000);

  test('what stood in the daily digest is not in the weekly one', async () => {
    await setFrequency(member, groups.private.id, 'daily');
    await write(owner, groups.private.id, 'Told once');
    expect(await digestsOf(member)).toHaveLength(1);
    await setFrequency(member, groups.private.id, 'weekly');
    expect(await digestsOf(member, daysLater(8))).toHaveLength(1);
  });

  test('a guest reads their group', async () => {
    await setFrequency(guest, groups.guests.id, 'daily');
    await write(owner, groups.guests.id, 'For partners');
    await write(owner, groups.public.id, 'For colleagues');
    const text = textOf(await digestsOf(guest));
    expect(text).toContain('For partners');
    expect(text).not.toContain('For colleagues');
  });
});
