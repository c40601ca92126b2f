import {
  type Eyes,
  finds,
  findsInBin,
  isGiven,
  isMember,
  knows,
  manages,
  meets,
  ownsRecord,
  reads,
  seatOf,
  uses,
} from './reference';
import { type Group, groupOf, type Person, type Post, type Rec, recordOf, records } from './world';

/** Who may do what with a thing that they can see: specification 2.2, 2.3, 2.8, 4.8 and 5, a second time. */
type Rule<Thing> = (who: Person, thing: Thing) => boolean;

const holds = (who: Person, permission: string) => who.permissions.includes(permission);

/** Modify All Data edits public and private groups, Manage Unlisted Groups the unlisted ones. */
const overrules = (who: Person, group: Group) =>
  holds(who, group.access === 'unlisted' ? 'manage_unlisted_groups' : 'modify_all_data');

const takesPartIn = (who: Person, group: Group) => isMember(who, group) || (group.access === 'public' && !who.isGuest);

const runs: Rule<Group> = (who, group) => manages(who, group) || overrules(who, group);
const owns: Rule<Group> = (who, group) => seatOf(who, group) === 'owner' || overrules(who, group);

const takesPart: Rule<Post> = (who, post) => {
  const group = groupOf(post.place);
  return group ? takesPartIn(who, group) : true;
};

/** A thing with an author on a post: the post itself, or a comment of it. */
export type Written = { id: string; author: string; post: Post };

/** The announcement itself, not a comment on it. */
const isChange = ({ id, post }: Written) => post.change !== undefined && post.id === id;

const writes: Rule<Written> = (who, { author, post }) => author === who.handle && takesPart(who, post);

const removes: Rule<Written> = (who, written) => {
  // What a record announced is history.
  if (isChange(written)) return holds(who, 'modify_all_data');
  if (recordOf(written.post.place)?.owner === who.handle) return true;
  const group = groupOf(written.post.place);
  if (writes(who, written) || holds(who, 'moderate') || written.post.place === who.handle) return true;
  return group ? manages(who, group) || overrules(who, group) : holds(who, 'modify_all_data');
};

const everyone = () => true;
const edits: Rule<Written> = (who, written) => !isChange(written) && (writes(who, written) || holds(who, 'moderate'));
const answers: Rule<Written> = (who, { post }) => takesPart(who, post);

/** One request to join: whose, and to which group. */
export type Request = { id: string; by: string; group: Group };

export type ObjectKind = { id: string; apiName: string; isForRecords: boolean };

/** The owner of a record, whoever is above them, and Modify All Data. */
const ownsIt: Rule<Rec> = (who, record) => ownsRecord(who, record) || holds(who, 'modify_all_data');
const editsRecord: Rule<Rec> = (who, record) => ownsIt(who, record) || isGiven(who, record, 'write');

export const may = {
  group: {
    view: everyone,
    post: (who, group) => !group.isArchived && (group.isBroadcast ? manages(who, group) : takesPartIn(who, group)),
    mention: (who, group) => group.access !== 'unlisted' && takesPartIn(who, group),
    announce: (who, group) => !group.isArchived && manages(who, group),
    join: (who, group) => !isMember(who, group) && !who.isGuest && (group.access === 'public' || overrules(who, group)),
    ask: (who, group) =>
      !isMember(who, group) && !who.isGuest && group.access === 'private' && !group.asked.includes(who.handle),
    withdraw: (who, group) => group.asked.includes(who.handle),
    leave: (who, group) => isMember(who, group) && seatOf(who, group) !== 'owner',
    edit: runs,
    manageMembers: runs,
    invite: runs,
    archive: runs,
    delete: owns,
    transfer: owns,
  } as Record<string, Rule<Group>>,
  person: {
    view: everyone,
    follow: (who, person) => who.handle !== person.handle && person.isActive,
    post: (who, person) => !who.isGuest && !person.isGuest && person.isActive,
    edit: (who, person) => who.handle === person.handle || holds(who, 'modify_all_users'),
    administer: (who) => holds(who, 'admin'),
    deactivate: (who, person) => holds(who, 'admin') && who.handle !== person.handle,
  } as Record<string, Rule<Person>>,
  post: {
    view: everyone,
    bookmark: everyone,
    mute: everyone,
    comment: answers,
    like: answers,
    assignTopics: (who, { post }) => takesPart(who, post) && holds(who, 'assign_topics'),
    seeReaders: (who, { author, post }) =>
      author === who.handle && groupOf(post.place) !== undefined && takesPart(who, post),
    edit: edits,
    delete: removes,
  } as Record<string, Rule<Written>>,
  comment: { view: everyone, reply: answers, like: answers, edit: edits, delete: removes } as Record<
    string,
    Rule<Written>
  >,
  request: {
    decide: (who, { group }) => manages(who, group),
    withdraw: (who, { by }) => who.handle === by,
  } as Record<string, Rule<Request>>,
  topic: { view: everyone, follow: everyone } as Record<string, Rule<string>>,
  object: {
    view: everyone,
    create: (who, { isForRecords }) => isForRecords && !who.isGuest,
    customize: (who) => holds(who, 'admin'),
  } as Record<string, Rule<ObjectKind>>,
  record: {
    view: everyone,
    post: everyone,
    follow: everyone,
    addToGroup: everyone,
    edit: editsRecord,
    delete: ownsIt,
    share: ownsIt,
    transfer: ownsIt,
    assignTopics: (who, record) => editsRecord(who, record) && holds(who, 'assign_topics'),
  } as Record<string, Rule<Rec>>,
  deletedRecord: { restore: everyone } as Record<string, Rule<Rec>>,
};

export type Answer = 'ok' | 'NotFound' | 'Forbidden';

const answer = (isThere: boolean, isAllowed: boolean): Answer => {
  if (!isThere) return 'NotFound';
  return isAllowed ? 'ok' : 'Forbidden';
};

/** A guest meets the objects of which they find a record. */
export const knowsObject = (eyes: Eyes, { apiName }: ObjectKind) =>
  !eyes.who.isGuest || records.some((record) => record.object === apiName && finds(eyes, record));

/** What each noun's ability answers: what one cannot see is not there, whatever one would do with it. */
export const answerFor = {
  group: (eyes: Eyes, verb: string, group: Group) =>
    answer(knows(eyes, group), may.group[verb]?.(eyes.who, group) === true),
  person: (eyes: Eyes, verb: string, person: Person) =>
    answer(meets(eyes, person), may.person[verb]?.(eyes.who, person) === true),
  post: (eyes: Eyes, verb: string, written: Written) =>
    answer(reads(eyes, written.post), may.post[verb]?.(eyes.who, written) === true),
  comment: (eyes: Eyes, verb: string, written: Written) =>
    answer(reads(eyes, written.post), may.comment[verb]?.(eyes.who, written) === true),
  request: (eyes: Eyes, verb: string, request: Request) =>
    answer(
      request.by === eyes.who.handle || manages(eyes.who, request.group),
      may.request[verb]?.(eyes.who, request) === true,
    ),
  object: (eyes: Eyes, verb: string, object: ObjectKind) =>
    answer(knowsObject(eyes, object), may.object[verb]?.(eyes.who, object) === true),
  record: (eyes: Eyes, verb: string, record: Rec) =>
    answer(finds(eyes, record), may.record[verb]?.(eyes.who, record) === true),
  deletedRecord: (eyes: Eyes, verb: string, record: Rec) =>
    answer(findsInBin(eyes, record), may.deletedRecord[verb]?.(eyes.who, record) === true),
  topic: (eyes: Eyes, verb: string, topic: string) =>
    answer(uses(eyes, topic).length > 0, may.topic[verb]?.(eyes.who, topic) === true),
};
