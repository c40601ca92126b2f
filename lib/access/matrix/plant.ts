import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import type { CastRole } from '@/db/seed/cast/people';
import type { CastRecord } from '@/db/seed/cast/records';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { viewerOf } from './eyes';
import { plantGroupRecords } from './plant-group-records';
import { plantImports } from './plant-imports';
import { plantMails } from './plant-mails';
import { plantNotifications } from './plant-notifications';
import { plantViews } from './plant-views';
import { plantRecordTopics } from './record-link-rows';
import { follows, groups, people, posts, theGroup, theRole, topicFollows } from './world';

/** Rows that the cast lacks, as the reference counts on them. */
export const planted = {
  photos: new Map<string, string>(),
  revisions: new Map<string, string>(),
  sessions: new Map<string, string[]>(),
  invitations: new Map<string, string>(),
  announcements: new Map<string, { id: string; postId: string }>(),
  /** By whom and what it is about: `PERSON POST`. */
  notifications: new Map<string, string>(),
  /** Everybody here has read what the owner wrote; one of them does not let authors know. */
  readers: ['member', 'manager', 'guest', 'formerMember', 'outsider', 'deactivated', 'superior'] as const,
  silentReader: 'manager' as const,
  letters: [] as { eventId: string; subscriber: string }[],
  /** A mail to each person, by whom it is for. */
  mails: new Map<string, string>(),
  bookmarks: [cast.member.handle, cast.formerMember.handle, cast.viewAllData.handle, cast.guest.handle],
  muted: [cast.posts.public.owner.id, cast.posts.private.owner.id, cast.posts.unlisted.owner.id],
  muters: [cast.member.handle, cast.formerMember.handle, cast.unlistedKeeper.handle],
  drafts: [
    { by: cast.member.handle, place: `post:${cast.groups.private.id}` },
    { by: cast.member.handle, place: `comment:${cast.posts.unlisted.owner.id}` },
    { by: cast.guest.handle, place: `post:${cast.groups.guests.id}` },
  ],
};

type Query = Database['query'];

async function post(role: CastRole, place: { id: string; handle: string }, text: string, mentions: string[]) {
  const body = [text, ...mentions.map((handle) => `@${handle}`)].join(' ');
  const clientId = newId();
  const { postId } = await createPost(viewerOf(theRole(role)), { subjectId: place.id, body, clientId, confirm: true });
  const author = cast[role as 'member'].handle;
  posts.push({ id: postId, author, place: place.handle, text, mentions, topics: [], answers: [], likes: 0 });
}

const at = (kind: 'public' | 'private' | 'guests') => ({ id: theGroup(kind).id, handle: theGroup(kind).slug });

/** Mentions across places: of a group elsewhere, of someone who cannot see the place, of both before a guest. */
async function plantMentions(): Promise<void> {
  const { slug: open } = theGroup('public');
  const { slug: closed } = theGroup('private');
  await post('outsider', cast.outsider, 'Planted on a profile', [open, cast.member.handle]);
  await post('member', at('public'), 'Planted among all', [closed, cast.outsider.handle]);
  await post('member', at('private'), 'Planted in private', [open, cast.outsider.handle, cast.guest.handle]);
  await post('member', at('guests'), 'Planted before guests', [closed, cast.outsider.handle, cast.guest.handle]);
}

async function plantPictures(query: Query): Promise<void> {
  for (const { id } of [...groups, ...people]) {
    planted.photos.set(id, newId());
    await query("insert into photos (id, subject_id, kind, small, large) values ($1, $2, 'photo', 'small', 'large')", [
      planted.photos.get(id),
      id,
    ]);
  }
}

async function plantRevisions(query: Query): Promise<void> {
  for (const { id } of posts) {
    planted.revisions.set(id, newId());
    await query(
      'insert into revisions (id, item_id, source, tree, edited_by) select $1, id, source, tree, author_id from feed_items where id = $2',
      [planted.revisions.get(id), id],
    );
  }
}

async function plantKept(query: Query): Promise<void> {
  const ids = (handles: string[]) => people.filter(({ handle }) => handles.includes(handle)).map(({ id }) => id);
  await query(
    'insert into bookmarks (person_id, item_id) select p, i.id from unnest($1::uuid[]) p, feed_items i on conflict do nothing',
    [ids(planted.bookmarks)],
  );
  await query(
    'insert into mutes (person_id, item_id) select p, i from unnest($1::uuid[]) p, unnest($2::uuid[]) i on conflict do nothing',
    [ids(planted.muters), planted.muted],
  );
  for (const { by, place } of planted.drafts)
    await query(
      `insert into drafts (person_id, place, source, client_id) select id, $2, 'kept', $3 from subjects where handle = $1`,
      [by, place, newId()],
    );
}

const pairs: [CastRole, CastRole][] = [
  ['formerMember', 'member'],
  ['guest', 'member'],
  ['member', 'guest'],
  ['owner', 'deactivated'],
  ['deactivated', 'owner'],
  ['outsider', 'member'],
  ['outsider', 'superior'],
];

/** One of them has lost sight of what they follow. */
const watched: [CastRole, CastRecord][] = [
  ['outsider', 'open'],
  ['superior', 'restricted'],
  ['outsider', 'restricted'],
  ['guest', 'shared'],
  ['member', 'deleted'],
];

const tags: [CastRole, string][] = [
  ['follower', 'private matters'],
  ['formerMember', 'unlisted matters'],
  ['member', 'unlisted matters'],
  ['guest', 'newtech'],
];

async function plantFollows(query: Query): Promise<void> {
  for (const [from, to] of pairs) {
    follows.push({ from: cast[from].handle, to: cast[to].handle });
    await query('insert into follows (person_id, subject_id) values ($1, $2)', [cast[from].id, cast[to].id]);
  }
  for (const [from, record] of watched) {
    follows.push({ from: cast[from].handle, to: `cast-${record}` });
    await query('insert into follows (person_id, subject_id) values ($1, $2) on conflict do nothing', [
      cast[from].id,
      cast.records[record].id,
    ]);
  }
  for (const [from, topic] of tags) {
    topicFollows.push({ from: cast[from].handle, to: topic });
    await query('insert into follows (person_id, subject_id) select $1, id from topics where key = $2', [
      cast[from].id,
      topic,
    ]);
  }
}

async function plantTraces(query: Query): Promise<void> {
  for (const { id, kind } of groups) {
    const invitation = newId();
    planted.invitations.set(kind, invitation);
    await query(
      `insert into invitations (id, token_hash, email, kind, group_id, invited_by, expires_at)
       values ($1, $2, $3, 'internal', $4, $5, now() + interval '1 day')`,
      [invitation, `hash of ${kind}`, `${kind}@brightmoor.example`, id, cast.owner.id],
    );
    await query(`insert into audit_entries (id, actor_id, action, subject_id) values ($1, $2, 'group.edited', $3)`, [
      newId(),
      cast.owner.id,
      id,
    ]);
  }
  for (const { id, handle } of people) {
    planted.sessions.set(handle, [newId(), newId()]);
    for (const session of planted.sessions.get(handle) ?? [])
      await query(
        `insert into sessions (id, token_hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
        [session, `hash of ${session}`, id],
      );
  }
}

async function plantReads(query: Query): Promise<void> {
  const people = planted.readers.map((role) => cast[role].id);
  await query(
    `insert into item_reads (item_id, person_id) select i.id, p from feed_items i, unnest($2::uuid[]) p where i.author_id = $1 and i.author_id <> p`,
    [cast.owner.id, people],
  );
  await query(
    `insert into notification_settings (person_id, shows_reading) values ($1, false)
    on conflict (person_id) do update set shows_reading = false`,
    [cast[planted.silentReader].id],
  );
}

/** What the owner wrote in each group, announced there. */
async function plantAnnouncements(query: Query): Promise<void> {
  for (const { id, slug } of groups) {
    const post = posts.find(
      ({ place, author, topics }) => place === slug && author === cast.owner.handle && topics.length > 0,
    );
    if (!post) continue;
    const announcement = { id: newId(), postId: post.id };
    planted.announcements.set(id, announcement);
    await query(`insert into announcements (id, group_id, item_id, expires_on) values ($1, $2, $3, current_date + 1)`, [
      announcement.id,
      id,
      post.id,
    ]);
  }
}

/** Of each group an event that a subscriber gave up and another is to try again, and mail that waits for a guest. */
async function plantOutbox(query: Query): Promise<void> {
  for (const { id } of groups) {
    const event = newId();
    await query(
      `insert into outbox_events (id, type, payload, subject_id, done_at) values ($1, 'group.edited', '{"groupId": "carried"}', $2, now())`,
      [event, id],
    );
    await query(
      `insert into outbox_retries (event_id, subscriber, due_at, last_error, dead_at)
       values ($1, 'dead', now(), 'It broke.', now()), ($1, 'waiting', now() + interval '1 year', 'It broke.', null)`,
      [event],
    );
    planted.letters.push({ eventId: event, subscriber: 'dead' });
  }
  await query(
    `insert into outbox_events (id, type, lane, payload, due_at) values ($1, 'mail.batch_due', 'background', $2, now() + interval '1 year')`,
    [newId(), JSON.stringify({ personId: theRole('guest').id, threadKey: 'post:carried' })],
  );
}

/** Writes into the file's database what the cast lacks. Once, before anything is asked. */
export async function plant(database: Database): Promise<void> {
  const query: Query = (text, params) => database.query(text, params);
  await query("insert into organisation (name, is_demo) values ('Brightmoor', false) on conflict do nothing");
  await plantMentions();
  await plantPictures(query);
  await plantRevisions(query);
  await plantKept(query);
  await plantFollows(query);
  await plantTraces(query);
  await plantOutbox(query);
  await plantMails(query, planted.mails);
  await plantImports(query);
  await plantAnnouncements(query);
  await plantReads(query);
  await plantNotifications(query, planted.notifications);
  await plantRecordTopics(query);
  await plantViews(query);
  await plantGroupRecords(query);
  await query('update topic_assignments set assigned_at = now()');
}
