import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useDatabase } from '@/lib/testing/database';
import { allEyes, fewEyes, labelOf, readerOf, viewerOf } from './matrix/eyes';
import { readIds } from './matrix/ids';
import { plant, planted } from './matrix/plant';
import { plantTold } from './matrix/plant-told';
import { recordRelations } from './matrix/record-relations';
import { type Eyes, finds, isInside, knows, manages, meets, reads, seatOf, uses } from './matrix/reference';
import type { Relation } from './matrix/rows';
import { setupRelations } from './matrix/setup-relations';
import { groups, people, posts, records, theRole } from './matrix/world';
import { type Scope, scope } from './scope';

const open = useDatabase();

beforeAll(async () => {
  await plant(open.current);
  await readIds(open.current);
  await plantTold(open.current);
});

type Row = { of: string; key: string };

const post = (eyes: Eyes, id: string) => posts.some((one) => one.id === id && reads(eyes, one));
const person = (eyes: Eyes, id: string) => people.some((one) => one.id === id && meets(eyes, one));
const group = (eyes: Eyes, id: string) => groups.some((one) => one.id === id && knows(eyes, one));
const isOwn = ({ who }: Eyes, id: string) => who.id === id;
const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const isActive = (id: string) => people.some((one) => one.id === id && one.isActive);

const ofItem = (table: string, column = 'item_id', key = column): Relation => ({
  all: `select ${column} as of, ${key}::text as key from ${table}`,
  key: sql`r.${sql.identifier(key)}::text`,
  shows: post,
});

const own = (table: string, key: string): Relation => ({
  all: `select person_id as of, ${key}::text as key from ${table}`,
  key: sql`r.${sql.identifier(key)}::text`,
  shows: isOwn,
});

const ofAdmins = (table: string, key: string): Relation => ({
  all: `select '' as of, ${key}::text as key from ${table}`,
  key: sql`r.${sql.identifier(key)}::text`,
  shows: isAdmin,
});

const isOwnOrAdmins = (eyes: Eyes, id: string) => isOwn(eyes, id) || isAdmin(eyes);

/** Whoever has read a post of one’s own, may still see it and lets authors know; nobody else’s posts. */
function showsReader(eyes: Eyes, of: string): boolean {
  const [postId, readerId] = parts(of);
  const who = people.find((one) => one.id === readerId);
  const item = posts.find((one) => one.id === postId);
  if (!who?.isActive || !item || who.role === planted.silentReader || item.author !== eyes.who.handle) return false;
  return groups.some((one) => one.slug === item.place) && reads(eyes, item) && reads({ who }, item);
}

const withMember = sql`r.group_id || ' ' || r.person_id`;

/** Of a membership and of a request: the group, and whose it is. */
const parts = (of: string) => of.split(' ') as [string, string];

function showsMembership(eyes: Eyes, of: string): boolean {
  const [groupId, personId] = parts(of);
  const found = groups.find((one) => one.id === groupId);
  const whose = people.find((one) => one.id === personId);
  if (!found || !whose) return false;
  return isInside(eyes, found) || (seatOf(whose, found) === 'owner' && knows(eyes, found));
}

function showsFollow(eyes: Eyes, of: string): boolean {
  const [from, to, topic] = of.split(' ');
  if (!isActive(from ?? '') || !person(eyes, from ?? '')) return false;
  const followed = records.find(({ id }) => id === to);
  if (followed) return finds(eyes, followed);
  return topic ? uses(eyes, topic.replaceAll('_', ' ')).length > 0 : isActive(to ?? '') && person(eyes, to ?? '');
}

const relations: { [K in keyof Scope]?: Relation } = {
  ...recordRelations,
  ...setupRelations,
  items: ofItem('feed_items', 'id'),
  comments: ofItem('comments', 'item_id', 'id'),
  entries: ofItem('feed_entries'),
  topicAssignments: ofItem('topic_assignments'),
  mentions: ofItem('mentions', 'item_id', 'id'),
  revisions: ofItem('revisions', 'item_id', 'id'),
  people: { all: 'select id as of, id::text as key from people', key: sql`r.id::text`, shows: person },
  groups: { all: 'select id as of, id::text as key from groups', key: sql`r.id::text`, shows: group },
  openGroups: {
    all: 'select id as of, id::text as key from groups',
    key: sql`r.id::text`,
    shows: (eyes, id) => groups.some((one) => one.id === id && isInside(eyes, one)),
  },
  memberCounts: { all: 'select id as of, id::text as key from groups', key: sql`r.group_id::text`, shows: group },
  memberships: {
    all: "select group_id || ' ' || person_id as of, group_id || ' ' || person_id as key from memberships",
    key: withMember,
    shows: showsMembership,
  },
  joinRequests: {
    all: "select group_id || ' ' || person_id as of, group_id || ' ' || person_id as key from join_requests",
    key: withMember,
    shows: (eyes, of) => {
      const [groupId, personId] = parts(of);
      return isOwn(eyes, personId) || groups.some((one) => one.id === groupId && manages(eyes.who, one));
    },
  },
  topics: {
    all: 'select key as of, id::text as key from topics',
    key: sql`r.id::text`,
    shows: (eyes, topic) => uses(eyes, topic).length > 0,
  },
  follows: {
    all: `select concat_ws(' ', f.person_id, f.subject_id, replace(t.key, ' ', '_')) as of, f.person_id || ' ' || f.subject_id as key
      from follows f left join topics t on t.id = f.subject_id`,
    key: sql`r.person_id || ' ' || r.subject_id`,
    shows: showsFollow,
  },
  photos: {
    all: 'select subject_id as of, id::text as key from photos',
    key: sql`r.id::text`,
    shows: (eyes, id) => person(eyes, id) || group(eyes, id),
  },
  ownMemberships: own('memberships', 'group_id'),
  ownBookmarks: own('bookmarks', 'item_id'),
  ownMutes: own('mutes', 'item_id'),
  announcements: {
    all: 'select group_id as of, id::text as key from announcements',
    key: sql`r.id::text`,
    shows: (eyes, id) => groups.some((one) => one.id === id && isInside(eyes, one)),
  },
  ownReads: own('item_reads', 'item_id'),
  readersOfOwn: {
    all: `select item_id || ' ' || person_id as of, item_id || ' ' || person_id as key from item_reads`,
    key: sql`r.item_id || ' ' || r.person_id`,
    shows: showsReader,
  },
  mailSuppressions: ofAdmins('mail_suppressions', 'address'),
  inboundMails: ofAdmins('inbound_mails', 'provider_id'),
  ownImports: own('imports', 'id'),
  ownImportRefusals: {
    all: 'select i.person_id as of, f.import_id::text as key from import_refusals f join imports i on i.id = f.import_id',
    key: sql`r.import_id::text`,
    shows: isOwn,
  },
  outboxEvents: ofAdmins('outbox_events', 'id'),
  outboxRetries: ofAdmins('outbox_retries', 'event_id'),
  counters: ofAdmins('counters', 'name'),
  mailStates: ofAdmins('mails', 'id'),
  mailLedger: { ...own('mails', 'id'), shows: isOwnOrAdmins },
  mailDeliveries: { ...own('deliveries', 'created_at'), shows: isOwnOrAdmins },
  mailTexts: {
    all: `select person_id || ' ' || kind as of, id::text as key from mails`,
    key: sql`r.id::text`,
    shows: (eyes, of) => {
      const [personId, kind] = parts(of);
      return isOwn(eyes, personId) || (isAdmin(eyes) && kind === 'sign_in');
    },
  },
  ownDigests: own('digests', 'id'),
  ownDigestItems: own('digest_items', 'digest_id'),
  ownDrafts: own('drafts', 'place'),
  ownItemLikes: own('item_likes', 'item_id'),
  ownCommentLikes: own('comment_likes', 'comment_id'),
  ownSessions: own('sessions', 'id'),
  ownNotifications: {
    all: `select person_id || ' ' || coalesce(item_id, subject_id, actor_id) as of, id::text as key from notifications`,
    key: sql`r.id::text`,
    shows: (eyes, of) => {
      const [personId, about] = parts(of);
      return isOwn(eyes, personId) && (post(eyes, about) || group(eyes, about) || person(eyes, about));
    },
  },
  ownDeliveries: own('deliveries', 'event_id'),
  ownNotificationChoices: own('notification_choices', 'person_id'),
  ownNotificationSettings: own('notification_settings', 'person_id'),
  ownSuppressions: {
    all: `select p.id as of, x.created_at::text as key from mail_suppressions x join people p on lower(p.email) = x.address`,
    key: sql`r.created_at::text`,
    shows: isOwn,
  },
  ownFollows: {
    all: `select f.person_id as of, f.subject_id::text as key from follows f join subjects s on s.id = f.subject_id where s.is_active`,
    key: sql`r.subject_id::text`,
    shows: isOwn,
  },
  permissions: {
    all: "select person_id as of, person_id || ' ' || permission as key from person_permissions",
    key: sql`r.person_id || ' ' || r.permission`,
    shows: (eyes, id) => isAdmin(eyes) || isOwn(eyes, id),
  },
  invitations: {
    all: 'select invited_by as of, id::text as key from invitations',
    key: sql`r.id::text`,
    shows: (eyes, id) => isAdmin(eyes) || isOwn(eyes, id),
  },
  auditEntries: { all: "select '' as of, id::text as key from audit_entries", key: sql`r.id::text`, shows: isAdmin },
};

/** No relations, or such as hold what may be joined only: inventory.test.ts says where. */
const others = ['viewer', 'rows', 'newestEntries', 'bumpedEntries', 'authors', 'places', 'topicKeys', 'followers'];
/** What lists are found with: keyset.db.test.ts and the rows of listRecords hold them to what the relation `records` shows. */
const walks = ['walkedRecords', 'walkLength', 'recordIdsWhere', 'firstOf', 'heldIds'];
/** The same for everybody. */
const shared = ['permissionCatalogue', 'notificationDefaults', 'emailSettings'];

describe('each relation holds the rows that the reference gives, and no other', () => {
  test.each(Object.entries(relations))('%s', async (name, { all, key, shows }) => {
    const wrong: Record<string, unknown> = {};
    for (const eyes of fewEyes(allEyes)) {
      const s = scope(await readerOf(eyes));
      const there = (await open.current.query(all)) as Row[];
      const found = await s.rows<Row>(sql`select ${key} as key from ${s[name as 'items']} r`);
      const shown = found.map((row) => row.key).toSorted();
      const expected = there.filter(({ of }) => shows(eyes, of ?? '')).map((row) => row.key);
      if (shown.join() !== expected.toSorted().join()) wrong[labelOf(eyes)] = { shown, expected: expected.toSorted() };
    }
    expect(wrong).toEqual({});
  });

  test('none is without its row', () => {
    const names = Object.keys(scope(viewerOf(theRole('guest'))));
    expect([...Object.keys(relations), ...others, ...walks, ...shared].toSorted()).toEqual(names.toSorted());
  });
});

test.each([true, false])(
  'what is granted to a person is held by those above them only where the grant says so: %s',
  async (isFor) => {
    const { id: audience } = cast.groups.unlisted;
    await open.current.query(
      "insert into grants (audience, principal, level, through_managers) values ($1, $2, 'read', $3) on conflict (audience, principal) do update set through_managers = $3",
      [audience, cast.follower.id, isFor],
    );
    const holds = async (role: 'follower' | 'superior' | 'outsider') => {
      const s = scope(viewerOf(theRole(role)));
      return (await s.rows(sql`select 1 from ${s.items} i where i.audience = ${audience}`)).length > 0;
    };
    expect([await holds('follower'), await holds('superior'), await holds('outsider')]).toEqual([true, isFor, false]);
    await open.current.query('delete from grants where principal = $1', [cast.follower.id]);
  },
);
