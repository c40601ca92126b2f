import 'server-only';
import type {
  CommentFacts,
  GroupFacts,
  ObjectFacts,
  PersonFacts,
  PlaceFacts,
  PostFacts,
  RecordFacts,
  RequestFacts,
  TopicFacts,
} from './facts';
import type { Viewer } from './viewer';

type Rule<Facts> = (viewer: Viewer, facts: Facts) => boolean;

const has = (viewer: Viewer, permission: Parameters<Viewer['permissions']['has']>[0]) =>
  viewer.permissions.has(permission);

const manages = (facts: { role: GroupFacts['role'] }) => facts.role === 'owner' || facts.role === 'manager';

/** Modify All Data reaches public and private groups; unlisted ones only together with Manage Unlisted Groups. */
const reachesAll = (viewer: Viewer, access: GroupFacts['access'] | null) =>
  access === 'unlisted' ? has(viewer, 'manage_unlisted_groups') : has(viewer, 'modify_all_data');

/** Whether the viewer takes part where the item stands, rather than only looking in with a permission. */
const takesPart = (viewer: Viewer, facts: PlaceFacts) =>
  facts.placeKind !== 'group' || facts.role !== null || (facts.access === 'public' && viewer.kind === 'internal');

const writes: Rule<PostFacts | CommentFacts> = (viewer, facts) =>
  facts.authorId === viewer.id && takesPart(viewer, facts);

const removes: Rule<PostFacts | CommentFacts> = (viewer, facts) =>
  writes(viewer, facts) ||
  facts.placeId === viewer.id ||
  facts.ownsPlace ||
  (facts.placeKind === 'group' && manages(facts)) ||
  has(viewer, 'moderate') ||
  reachesAll(viewer, facts.access);

const isStranger: Rule<GroupFacts> = (_, group) => group.role === null;

/** Who may do what with a row that they can see: ability → rule. View models carry the answers, so buttons and server agree. */
export const abilities = {
  group: {
    view: () => true,
    /** Any colleague posts to a public group, member or not; only members to others; in broadcasts owner and managers. */
    post: (viewer, group) =>
      !group.isArchived &&
      (group.isBroadcast
        ? manages(group)
        : group.role !== null || (group.access === 'public' && viewer.kind === 'internal')),
    /** Mentioning a group puts the post into its feed: one may where one could post, never into unlisted groups. */
    mention: (viewer: Viewer, group: Pick<GroupFacts, 'access' | 'role'>) =>
      group.access !== 'unlisted' && (group.role !== null || (group.access === 'public' && viewer.kind === 'internal')),
    announce: (_, group) => !group.isArchived && manages(group),
    join: (viewer, group) =>
      isStranger(viewer, group) &&
      viewer.kind === 'internal' &&
      (group.access === 'public' || reachesAll(viewer, group.access)),
    ask: (viewer, group) =>
      isStranger(viewer, group) && viewer.kind === 'internal' && group.access === 'private' && !group.hasAsked,
    withdraw: (_, group) => group.hasAsked,
    leave: (_, group) => group.role !== null && group.role !== 'owner',
    edit: (viewer, group) => manages(group) || reachesAll(viewer, group.access),
    manageMembers: (viewer, group) => manages(group) || reachesAll(viewer, group.access),
    invite: (viewer, group) => manages(group) || reachesAll(viewer, group.access),
    archive: (viewer, group) => manages(group) || reachesAll(viewer, group.access),
    delete: (viewer, group) => group.role === 'owner' || reachesAll(viewer, group.access),
    transfer: (viewer, group) => group.role === 'owner' || reachesAll(viewer, group.access),
  } satisfies Record<string, Rule<GroupFacts>>,
  person: {
    view: () => true,
    follow: (viewer, person) => person.id !== viewer.id && person.isActive,
    post: (viewer, person) => viewer.kind === 'internal' && person.kind === 'internal' && person.isActive,
    edit: (viewer, person) => person.id === viewer.id || has(viewer, 'modify_all_users'),
    administer: (viewer) => has(viewer, 'admin'),
    deactivate: (viewer, person) => has(viewer, 'admin') && person.id !== viewer.id,
  } satisfies Record<string, Rule<PersonFacts>>,
  post: {
    view: () => true,
    comment: takesPart,
    like: takesPart,
    bookmark: () => true,
    mute: () => true,
    /** What a record announced is nobody's text. */
    edit: (viewer, post) => post.kind !== 'change' && (writes(viewer, post) || has(viewer, 'moderate')),
    delete: (viewer, post) => (post.kind === 'change' ? has(viewer, 'modify_all_data') : removes(viewer, post)),
    /** Who has read a post in a group is for its author alone. */
    seeReaders: (viewer, post) => post.placeKind === 'group' && post.authorId === viewer.id && takesPart(viewer, post),
    assignTopics: (viewer, post) => takesPart(viewer, post) && has(viewer, 'assign_topics'),
  } satisfies Record<string, Rule<PostFacts>>,
  comment: {
    view: () => true,
    reply: takesPart,
    like: takesPart,
    edit: (viewer, comment) => writes(viewer, comment) || has(viewer, 'moderate'),
    delete: removes,
  } satisfies Record<string, Rule<CommentFacts>>,
  request: {
    decide: (_, request) => manages(request),
    withdraw: (viewer, request) => request.personId === viewer.id,
  } satisfies Record<string, Rule<RequestFacts>>,
  topic: {
    view: () => true,
    follow: () => true,
  } satisfies Record<string, Rule<TopicFacts>>,
  object: {
    view: () => true,
    create: (viewer, object) => object.kind === 'record' && viewer.kind === 'internal',
    customize: (viewer) => has(viewer, 'admin'),
  } satisfies Record<string, Rule<ObjectFacts>>,
  record: {
    view: () => true,
    post: () => true,
    /** Its object has to be tracked: a record that announces nothing has no feed to follow. */
    follow: (_, record) => record.isTracked,
    edit: (_, record) => record.level !== 'read',
    delete: (_, record) => record.level === 'own',
    share: (_, record) => record.level === 'own',
    transfer: (_, record) => record.level === 'own',
    assignTopics: (viewer, record) => record.hasTopics && record.level !== 'read' && has(viewer, 'assign_topics'),
    /** Naming it in a group that one is in gives nobody access. */
    addToGroup: () => true,
  } satisfies Record<string, Rule<RecordFacts>>,
  deletedRecord: {
    restore: () => true,
  } satisfies Record<string, Rule<RecordFacts>>,
} as const;

export type Noun = keyof typeof abilities;

export type Ability = { [N in Noun]: `${N}.${Extract<keyof (typeof abilities)[N], string>}` }[Noun];

/** The answers for one row, for its view model: `can.delete` and so on. */
export function answers<N extends Noun>(
  noun: N,
  viewer: Viewer,
  facts: Parameters<Extract<(typeof abilities)[N][keyof (typeof abilities)[N]], Rule<never>>>[1],
) {
  const table = abilities[noun] as Record<string, Rule<typeof facts>>;
  return Object.fromEntries(Object.entries(table).map(([verb, rule]) => [verb, rule(viewer, facts)])) as Record<
    keyof (typeof abilities)[N],
    boolean
  >;
}
