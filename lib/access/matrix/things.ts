import { cast } from '@/db/cast';
import { answerFor, type Written } from './ability-reference';
import { objectKinds, requestIdOf, topicIdOf } from './ids';
import type { Eyes } from './reference';
import { allTopics, groups, people, posts, records } from './world';

/** Something that an id names, and the reference's answer to doing something with it. */
export type Thing = { of: string; id: string; place?: string; answer: (eyes: Eyes, verb: string) => string };

/** In each place what its owner wrote, what somebody wrote who left, and what strangers to the other places wrote. */
function written(): Written[] {
  const strangers = [
    cast.posts.public.outsider,
    cast.posts.profile.outsider,
    cast.posts.guests.guest,
    cast.records.post,
  ];
  const announced = [cast.records.open.items[0], cast.records.open.items.at(-1), cast.records.shared.items[0]];
  const ids = new Set(strangers.map(({ id }) => id));
  const isTold = (author: string) => author === cast.owner.handle || author === cast.formerMember.handle;
  return posts
    .filter(
      ({ id, author, topics }) => announced.includes(id) || (topics.length > 0 && (isTold(author) || ids.has(id))),
    )
    .map((post) => ({ id: post.id, author: post.author, post }));
}

/** What its manager and a member answered there, once in each place. */
const answers = (): Written[] =>
  written()
    .filter(({ author, post }) => author === cast.owner.handle || post.place === cast.member.handle)
    .flatMap(({ post }) => post.answers.map(({ id, author }) => ({ id, author, post })));

/** One of each place, for what everyone may do who can see it. */
export const onePerPlace = (things: () => Thing[]) => (): Thing[] => {
  const places = new Set<string>();
  return things().filter(({ place = '' }) => !places.has(place) && places.add(place));
};

export const theGroups = (): Thing[] =>
  groups.map((group) => ({ of: group.kind, id: group.id, answer: (eyes, verb) => answerFor.group(eyes, verb, group) }));

/** One of each kind of person; most of them try everything themselves, so on themselves as well. */
const kinds = ['owner', 'member', 'outsider', 'guest', 'deactivated', 'admin'];
export const samplePeople = people.filter(({ role }) => kinds.includes(role));

export const thePeople = (): Thing[] =>
  samplePeople.map((person) => ({
    of: person.role,
    id: person.id,
    answer: (eyes, verb) => answerFor.person(eyes, verb, person),
  }));

export const thePosts = (): Thing[] =>
  written().map((one) => ({
    of: `${one.author} in ${one.post.place}`,
    id: one.id,
    place: one.post.place,
    answer: (eyes, verb) => answerFor.post(eyes, verb, one),
  }));

export const theComments = (): Thing[] =>
  answers().map((one) => ({
    of: `${one.author} in ${one.post.place} under ${one.post.author}`,
    id: one.id,
    place: one.post.place,
    answer: (eyes, verb) => answerFor.comment(eyes, verb, one),
  }));

export const theRequests = (): Thing[] =>
  groups.flatMap((group) =>
    group.asked.map((by) => {
      const id = requestIdOf(group.id, by);
      return { of: group.kind, id, answer: (eyes, verb) => answerFor.request(eyes, verb, { id, by, group }) };
    }),
  );

export const theTopics = (): Thing[] =>
  allTopics().map((topic) => ({
    of: topic,
    id: topicIdOf(topic),
    answer: (eyes, verb) => answerFor.topic(eyes, verb, topic),
  }));

export const theObjects = (): Thing[] =>
  objectKinds().map((object) => ({
    of: object.apiName,
    id: object.id,
    answer: (eyes, verb) => answerFor.object(eyes, verb, object),
  }));

export const theRecords = (): Thing[] =>
  records.map((record) => ({
    of: record.key,
    id: record.id,
    answer: (eyes, verb) => answerFor.record(eyes, verb, record),
  }));

export const theDeletedRecords = (): Thing[] =>
  records.map((record) => ({
    of: record.key,
    id: record.id,
    answer: (eyes, verb) => answerFor.deletedRecord(eyes, verb, record),
  }));
