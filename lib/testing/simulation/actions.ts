import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { transaction } from '@/db/writer';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { emit, nobody } from '@/lib/events/outbox';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { deletePost } from '@/lib/feed/delete-post';
import { editComment } from '@/lib/feed/edit-comment';
import { likePost } from '@/lib/feed/like-post';
import { mutePost } from '@/lib/feed/mute-post';
import { addMember } from '@/lib/groups/add-member';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { markRead } from '@/lib/notifications/mark-read';
import type { Random } from './random';

const { groups } = cast;

export const people = [cast.owner, cast.manager, cast.member, cast.outsider, cast.follower, cast.guest] as const;
const colleagues = [cast.owner, cast.manager, cast.member] as const;
const places = [groups.public, groups.private, groups.guests] as const;

type Comment = { id: string; by: CastPerson; word: string };

/** What a run has written so far, and whose wishes or rights it has changed. */
export type World = {
  query: (text: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;
  posts: { id: string; by: CastPerson }[];
  comments: Comment[];
  words: number;
  touched: Set<string>;
};

export const newWorld = (query: World['query']): World => ({
  query,
  posts: [],
  comments: [],
  words: 0,
  touched: new Set(),
});

/** What somebody does: everything about it is drawn before it begins. */
export type Action = { name: string; act: () => Promise<unknown> };

const confirm = true;

/** A word that stands in one text only, and stays in it whenever it is edited. */
const newWord = (world: World) => {
  world.words += 1;
  return `zq${world.words}x`;
};

const at = <T>(list: readonly T[], place: number): T | undefined => list[Math.floor(place * list.length)];

function post(random: Random, world: World): Action {
  const [by, place, mentioned] = [random.pick(colleagues), random.pick(places), random.pick(people)];
  const body = `${newWord(world)} post @${mentioned.handle}`;
  const act = async () => {
    const made = await createPost(viewerOf(by), { subjectId: place.id, body, clientId: newId(), confirm });
    world.posts.push({ id: made.postId, by });
  };
  return { name: `${by.handle} posts ${body} in ${place.slug}`, act };
}

function comment(random: Random, world: World): Action {
  const [by, place, mentioned] = [random.pick(people), random.next(), random.pick(people)];
  const word = newWord(world);
  const body = random.chance(0.4) ? `${word} @${mentioned.handle}` : `${word} comment`;
  const act = async () => {
    const target = at(world.posts, place);
    if (!target) return;
    const { commentId: id } = await createComment(viewerOf(by), {
      id: target.id,
      body,
      parentId: undefined,
      clientId: newId(),
      confirm,
    });
    world.comments.push({ id, by, word });
  };
  return { name: `${by.handle} comments ${body}`, act };
}

function onPost(
  name: string,
  random: Random,
  world: World,
  act: (id: string, by: CastPerson) => Promise<unknown>,
): Action {
  const [by, place] = [random.pick(people), random.next()];
  return {
    name: `${by.handle} ${name}`,
    act: async () => {
      const target = at(world.posts, place);
      if (target) await act(target.id, by);
    },
  };
}

function onComment(name: string, random: Random, world: World, act: (comment: Comment) => Promise<unknown>): Action {
  const place = random.next();
  return {
    name,
    act: async () => {
      const target = at(world.comments, place);
      if (target) await act(target);
    },
  };
}

function touching(name: string, person: CastPerson, world: World, act: () => Promise<unknown>): Action {
  world.touched.add(person.id);
  return { name: `${person.handle} ${name}`, act };
}

const like = (random: Random, world: World) =>
  onPost('likes', random, world, (id, by) => likePost(viewerOf(by), { id }));

const edit = (random: Random, world: World) =>
  onComment('edits a comment', random, world, ({ id, by, word }) =>
    editComment(viewerOf(by), { id, body: `${word} edited`, version: 1, confirm }),
  );

const remove = (random: Random, world: World) =>
  onComment('deletes a comment', random, world, ({ id, by }) => deleteComment(viewerOf(by), { id }));

function removePost(random: Random, world: World): Action {
  const place = random.next();
  const act = async () => {
    const target = at(world.posts, place);
    if (target) await deletePost(viewerOf(target.by), { id: target.id });
  };
  return { name: 'a post is deleted', act };
}

function mute(random: Random, world: World): Action {
  const [by, place] = [random.pick(people), random.next()];
  return touching('mutes', by, world, async () => {
    const target = at(world.posts, place);
    if (target) await mutePost(viewerOf(by), { id: target.id });
  });
}

function read(random: Random, world: World): Action {
  const by = random.pick(people);
  return touching('reads everything', by, world, () => markRead(viewerOf(by), { upTo: newId() }));
}

const leaving = [cast.manager, cast.member, cast.guest] as const;

function loseAccess(random: Random, world: World): Action {
  const [person, place] = [random.pick(leaving), random.pick(places)];
  const act = () => removeMember(viewerOf(cast.owner), { groupId: place.id, personId: person.id });
  return touching(`is removed from ${place.slug}`, person, world, act);
}

function gainAccess(random: Random, world: World): Action {
  const [person, place] = [random.pick(leaving), random.pick(places)];
  const act = () => addMember(viewerOf(cast.owner), { groupId: place.id, personId: person.id });
  return touching(`is added to ${place.slug}`, person, world, act);
}

function wish(random: Random, world: World): Action {
  const person = random.pick(people);
  const set = random.pick(['receives_email = false', 'receives_email = true'] as const);
  return touching(`sets ${set}`, person, world, async () => {
    await world.query('insert into notification_settings (person_id) values ($1) on conflict do nothing', [person.id]);
    await world.query(`update notification_settings set ${set} where person_id = $1`, [person.id]);
  });
}

/** Mail then comes later, and nothing of it is lost. */
function rest(random: Random, world: World): Action {
  const [person, from] = [random.pick(people), random.below(1440)];
  const act = () =>
    world.query(
      `insert into notification_settings (person_id, quiet_from, quiet_until) values ($1, $2, $3)
       on conflict (person_id) do update set quiet_from = $2, quiet_until = $3`,
      [person.id, from, (from + 300) % 1440],
    );
  return { name: `${person.handle} rests from ${from}`, act };
}

function bounce(random: Random, world: World): Action {
  const person = random.pick(people);
  return touching('bounces', person, world, () =>
    world.query(`insert into mail_suppressions (address, reason) values ($1, 'bounce') on conflict do nothing`, [
      person.email,
    ]),
  );
}

const goAway = (_: Random, world: World) =>
  touching('is deactivated', cast.follower, world, () =>
    deactivatePerson(viewerOf(cast.admin), { id: cast.follower.id }),
  );

const morning = (): Action => ({
  name: 'digests are due',
  act: () => transaction((tx) => emit(tx, nobody, 'digests.due', null, {})),
});

type Draw = (random: Random, world: World) => Action;
type Deck = readonly [Draw, ...Draw[]];

const asks = [comment, comment, comment, comment, comment, post, post, post] as const;
const undoes = [
  remove,
  remove,
  remove,
  loseAccess,
  loseAccess,
  loseAccess,
  removePost,
  read,
  goAway,
  wish,
  mute,
  bounce,
] as const;
const deck: Deck = [...asks, ...asks, ...undoes, like, edit, gainAccess, rest, morning, morning];
/** What takes back what was told: the more telling when mail waits for its provider. */
const undoing: Deck = [...undoes, comment];

export const draw = (random: Random, world: World, isWaiting: boolean): Action =>
  random.pick(isWaiting && random.chance(0.7) ? undoing : deck)(random, world);

/** What there is to tell of from the beginning. */
export const firstWords = (random: Random, world: World): Action[] =>
  [post, post, comment, comment, comment, comment].map((one) => one(random, world));
