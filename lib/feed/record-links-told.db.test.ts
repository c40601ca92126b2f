import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { followSubject } from '@/lib/follow/follow-subject';
import { newId } from '@/lib/ids';
import { listNotifications } from '@/lib/notifications/queries';
import { searchPosts } from '@/lib/search/queries';
import { useDatabase } from '@/lib/testing/database';
import { digestTests, textOf } from '@/lib/testing/digests';
import { deliverAll, postOffice } from '@/lib/testing/post-office';
import { makeRecord } from '@/lib/testing/records';
import { createComment } from './create-comment';
import { createPost } from './create-post';

const open = useDatabase();
const { ask, digestsOf, mailsOf, reset } = digestTests(open);
const { owner, member, outsider, follower, groups } = cast;
const NAME = 'Zqcanary renewal';

/** A private record in a public text that mentions one who may see the record and one who may not. */
async function writeAboutPrivate(): Promise<void> {
  const id = await makeRecord(
    viewerOf(member),
    'opportunity',
    { name: NAME, stage: 'Prospecting' },
    { isPrivate: true },
  );
  for (const reader of [owner, follower])
    await ask(
      "insert into grants (audience, principal, level, through_managers) values ($1, $2, 'read', true)",
      id,
      reader.id,
    );
  const mentions = `@${owner.handle} @${outsider.handle}`;
  const { postId } = await createPost(viewerOf(member), {
    subjectId: groups.public.id,
    body: `Look at /[${id}] ${mentions}`,
    clientId: newId(),
    confirm: true,
  });
  await createComment(viewerOf(member), {
    id: postId,
    body: `And at /records/opportunity/${id} ${mentions}`,
    parentId: undefined,
    clientId: newId(),
    confirm: true,
  });
}

test('a mail names a linked record to those alone who may see it', async () => {
  await reset();
  await writeAboutPrivate();
  const office = postOffice();
  await deliverAll(office);
  const saidTo = (person: CastPerson) =>
    office.sent.filter(({ to }) => to === person.email).map((mail) => JSON.stringify(mail));
  expect(saidTo(outsider).length).toBeGreaterThan(0);
  expect(saidTo(outsider).join()).toContain('a record');
  expect(saidTo(owner).join()).toContain(NAME);
  expect(
    office.sent
      .filter(({ to }) => to !== owner.email)
      .map((mail) => JSON.stringify(mail))
      .join(),
  ).not.toContain('Zqcanary');
});

test('a digest does too', async () => {
  await reset();
  await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
  await writeAboutPrivate();
  const unseen = await digestsOf(outsider);
  expect(textOf(unseen)).toContain('a record');
  expect(JSON.stringify(unseen)).not.toContain('Zqcanary');
  expect(textOf(await mailsOf(follower))).toContain(NAME);
});

test('what is stored of a text names no record, so neither the bell nor the search of posts does', async () => {
  await reset();
  await writeAboutPrivate();
  await deliverAll(postOffice());
  const lines = (await listNotifications(viewerOf(outsider), {})).items;
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain('Zqcanary');
  for (const reader of [owner, outsider]) expect((await searchPosts(viewerOf(reader), 'zqcanary*')).items).toEqual([]);
  const stored = await ask("select 1 from feed_items where plain || source || tree::text like '%Zqcanary%'");
  const drafts = await ask("select 1 from outbox_events where payload::text like '%Zqcanary%'");
  expect([stored, drafts]).toEqual([[], []]);
});
