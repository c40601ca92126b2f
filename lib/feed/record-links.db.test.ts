import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { searchPosts } from '@/lib/search/queries';
import { appOrigins } from '@/lib/server/same-origin';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { createComment } from './create-comment';
import { createPost } from './create-post';
import { editComment } from './edit-comment';
import { editPost } from './edit-post';
import { getComment, getPost, getPostSource, listHomeFeed } from './queries';
import type { PostView } from './view-models';

const open = useDatabase();
const member = viewerOf(cast.member);
const owner = viewerOf(cast.owner);
const outsider = viewerOf(cast.outsider);
const everybodys = cast.groups.public.id;

const post = async (viewer: Viewer, body: string, subjectId = everybodys) =>
  (await createPost(viewer, { subjectId, body, clientId: newId(), confirm: false })).postId;

const linked = ({ body }: Pick<PostView, 'body'>) => JSON.stringify(body).match(/"t":"record","id":"[^"]+"/g) ?? [];

async function rowsOf(postId: string) {
  const [row] = await open.current.query('select source, plain from feed_items where id = $1', [postId]);
  return row as { source: string; plain: string } | undefined;
}

const secret = () =>
  makeRecord(member, 'opportunity', { name: 'Zqsecret renewal', stage: 'Prospecting' }, { isPrivate: true });
const shared = (name = 'Acme, renewal') => makeRecord(member, 'opportunity', { name, stage: 'Prospecting' });

describe('a link to a record', () => {
  test('is kept as its id, however it was typed, and shows the name that the record has now', async () => {
    const id = await shared();
    const [origin] = appOrigins();
    const typed = [`/[${id}]`, `/records/opportunity/${id}`, `${origin}/records/opportunity/${id}`];
    for (const reference of typed) {
      const postId = await post(member, `About ${reference}.`);
      expect(await rowsOf(postId)).toEqual({ source: `About /[${id}].`, plain: 'About a record.' });
      expect((await getPost(outsider, postId)).names[id]).toEqual({
        kind: 'record',
        href: `/records/opportunity/${id}`,
        name: 'Acme, renewal',
      });
      expect((await getPostSource(member, postId)).source).toBe(`About /[${id}].`);
    }
    await changeValues(member, id, { name: 'Acme, second renewal' });
    const [latest] = (await listHomeFeed(outsider, 'company', {})).items;
    expect(latest?.names[id]?.name).toBe('Acme, second renewal');
  });

  test.each([
    ['an address of another object', (id: string) => `/records/case/${id}`],
    ['an address elsewhere', (id: string) => `https://elsewhere.example/records/opportunity/${id}`],
    ['another page of it', (id: string) => `/records/opportunity/${id}/edit`],
    ['code', (id: string) => `\`/[${id}]\``],
    ['no more than a look-alike', (id: string) => `/[${id}x]`],
  ])('is not made of %s', async (_, reference) => {
    const id = await shared();
    const postId = await post(member, `About ${reference(id)} and more`);
    expect(linked(await getPost(member, postId))).toEqual([]);
    expect((await rowsOf(postId))?.source).toBe(`About ${reference(id)} and more`);
  });

  test('to what one may not see stays text, just as one to nothing does, and never turns into one later', async () => {
    const id = await secret();
    const nothing = newId();
    const written = async (about: string) => {
      const postId = await post(outsider, `See /[${about}] and /records/opportunity/${about}`);
      const { body, names } = await getPost(member, postId);
      const { source = '', plain = '' } = (await rowsOf(postId)) ?? {};
      return { postId, shown: JSON.stringify({ body, names, source, plain }).replaceAll(about, 'ID') };
    };
    const [unseen, unknown] = [await written(id), await written(nothing)];
    expect(unseen.shown).toBe(unknown.shown);
    expect(unseen.shown).not.toContain('"t":"record"');
    await editPost(outsider, { id: unseen.postId, body: `See /[${id}] now`, version: 1, confirm: false });
    expect(linked(await getPost(member, unseen.postId))).toEqual([]);
  });

  test('is nameless for whoever may not see the record, in posts and comments', async () => {
    const id = await secret();
    const postId = await post(member, `About /[${id}]`);
    const { commentId } = await createComment(member, {
      id: postId,
      body: `More on /records/opportunity/${id}`,
      parentId: undefined,
      clientId: newId(),
      confirm: false,
    });
    const [mine, theirs] = [await getPost(member, postId), await getPost(outsider, postId)];
    expect(mine.names[id]?.name).toBe('Zqsecret renewal');
    expect(mine.comments[0]?.names[id]?.name).toBe('Zqsecret renewal');
    expect(JSON.stringify(theirs)).not.toContain('Zqsecret');
    expect([theirs.names, theirs.comments[0]?.names]).toEqual([{}, {}]);
    expect((await getComment(member, commentId)).source).toBe(`More on /[${id}]`);
  });

  test('tells nobody, is no mention, and puts the text under no other subject', async () => {
    const id = await shared();
    const postId = await post(member, `About /[${id}] with @${cast.owner.handle}`);
    await editPost(member, { id: postId, body: `About /[${id}] alone`, version: 1, confirm: false });
    const entries = await open.current.query('select subject_id, reason from feed_entries where item_id = $1', [
      postId,
    ]);
    expect(entries.map(({ subject_id }) => subject_id).sort()).toEqual([everybodys, member.id].sort());
    const told = await open.current.query(
      `select type, coalesce(payload -> 'mentionedIds', payload -> 'addedMentionIds') as added, payload -> 'removedMentionIds' as removed
        from outbox_events where payload ->> 'postId' = $1 order by id`,
      [postId],
    );
    expect(told).toEqual([
      { type: 'post.created', added: [owner.id], removed: null },
      { type: 'post.edited', added: [], removed: [owner.id] },
    ]);
  });

  test('that stands in a text holds when its editor may not see it, and goes when it is taken out', async () => {
    const id = await secret();
    const moderator = viewerOf(cast.admin);
    await open.current.query(
      "insert into person_permissions (person_id, permission) values ($1, 'moderate') on conflict do nothing",
      [moderator.id],
    );
    const editor = { ...moderator, permissions: new Set([...moderator.permissions, 'moderate' as const]) };
    const postId = await post(member, `About /[${id}]`);
    const { commentId } = await createComment(member, {
      id: postId,
      body: `And /[${id}]`,
      parentId: undefined,
      clientId: newId(),
      confirm: false,
    });
    await editPost(editor, { id: postId, body: `Once more about /[${id}]`, version: 1, confirm: false });
    await editComment(editor, { id: commentId, body: `And again /[${id}]`, version: 1, confirm: false });
    const seen = await getPost(member, postId);
    expect([linked(seen).length, seen.names[id]?.name]).toEqual([1, 'Zqsecret renewal']);
    expect(seen.comments[0]?.names[id]?.name).toBe('Zqsecret renewal');
    await editPost(editor, { id: postId, body: 'Nothing', version: 2, confirm: false });
    await editPost(editor, { id: postId, body: `About /[${id}]`, version: 3, confirm: false });
    expect(linked(await getPost(member, postId))).toEqual([]);
  });

  test('is one of at most 25, which count apart from mentions', async () => {
    const ids = await Promise.all(Array.from({ length: 26 }, (_, index) => shared(`Deal ${index}`)));
    const text = (count: number) =>
      ids
        .slice(0, count)
        .map((id) => `/[${id}]`)
        .join(' ');
    await expect(post(member, text(26))).rejects.toMatchObject({ fields: { body: 'Link at most 25 records.' } });
    const unknown = Array.from({ length: 30 }, () => `/[${newId()}]`).join(' ');
    const postId = await post(member, `${text(25)} ${unknown} @${cast.owner.handle}`);
    expect(linked(await getPost(member, postId))).toHaveLength(25);
  });

  test('of a deleted record is nameless for all', async () => {
    const id = await shared('Zqgone deal');
    const postId = await post(member, `About /[${id}]`);
    await open.current.query('update records set deleted_at = now(), audience = id where id = $1', [id]);
    for (const viewer of [member, outsider])
      expect(JSON.stringify(await getPost(viewer, postId))).not.toContain('Zqgone');
  });

  test('is for a guest what it is for others: named where the record was given to them', async () => {
    const guest = viewerOf(cast.guest);
    const ids = [await secret(), await shared()];
    const postId = await post(member, `About /[${ids[0]}] and /[${ids[1]}]`, cast.groups.guests.id);
    expect((await getPost(guest, postId)).names).toEqual({});
    await open.current.query(
      "insert into grants (audience, principal, level, through_managers) values ($1, $2, 'read', true)",
      [ids[0], guest.id],
    );
    expect(Object.values((await getPost(guest, postId)).names).map(({ name }) => name)).toEqual(['Zqsecret renewal']);
  });

  test('is found by a guest in words that name neither it nor people they do not know', async () => {
    const body = `Zqhit /[${await shared()}] @${cast.outsider.handle}`;
    await createPost(member, { subjectId: cast.groups.guests.id, body, clientId: newId(), confirm: true });
    const [hit] = (await searchPosts(viewerOf(cast.guest), 'zqhit')).items;
    expect(hit?.excerpt.join('')).toBe('Zqhit a record @someone');
  });
});
