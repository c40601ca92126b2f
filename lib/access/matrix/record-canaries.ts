import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import type { CastRole } from '@/db/seed/cast/people';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { addRecordTopic } from '@/lib/record-topics/change-record-topics';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { viewerOf } from './eyes';
import { finds, readsMargin } from './reference';
import { recordOf, theRole } from './world';

/** Words of a restricted record: its names, texts, topic and what was said on it, now and before. */
export const recordWords = [
  'zqrecordname',
  'zqrecordformer',
  'zqrecordnext',
  'zqrecordpost',
  'zqrecordcomment',
  'zqrecordtopic',
];

/** Words of a restricted field of a record that all colleagues read: its values, now and before, and a comment on that. */
export const fieldWords = ['zqfieldvalue', 'zqfieldformer', 'zqfieldfirst', 'zqfieldcomment'];

/** What was planted: the restricted record, the open one with the restricted field, and what they announced. */
export const plantedRecords = { restricted: '', open: '', items: [] as string[], hiddenItems: [] as string[] };

const member = () => viewerOf(theRole('member'));
const sent = (body: string) => ({ body, clientId: newId(), confirm: true });

async function plantField(database: Database): Promise<string> {
  const id = newId();
  await database.query(
    `insert into fields (id, object_id, api_name, label, type, is_restricted, is_tracked)
     select $1, id, 'whisper', 'Whisper', 'text', true, true from objects where api_name = 'opportunity'`,
    [id],
  );
  await database.query('insert into field_readers (id, field_id, principal) values ($1, $2, $3)', [
    newId(),
    id,
    cast.groups.private.id,
  ]);
  return id;
}

const itemsOf = async (database: Database, id: string, where: string) =>
  (
    await database.query(
      `select distinct item_id from record_changes where subject_id = $1 and item_id is not null and ${where}`,
      [id],
    )
  ).map((row) => String(row.item_id));

async function plantRestricted(): Promise<string> {
  const values = { name: 'zqrecordformer', stage: 'Prospecting', next_step: 'zqrecordnext' };
  const id = await makeRecord(member(), 'opportunity', values, { isPrivate: true });
  await changeValues(member(), id, { name: 'zqrecordname', stage: 'Engaging' });
  const { postId } = await createPost(member(), { subjectId: id, ...sent('Says zqrecordpost #zqrecordtopic') });
  await createComment(member(), { id: postId, ...sent('Says zqrecordcomment') });
  await addRecordTopic(member(), { id, topic: 'zqrecordtopic' });
  // Everybody reads this, and few of them what the record is called.
  await createPost(member(), { subjectId: cast.groups.public.id, ...sent(`About /[${id}]`) });
  return id;
}

async function plantOpen(): Promise<string> {
  const values = { name: 'Everybody reads this', stage: 'Prospecting', whisper: 'zqfieldfirst' };
  const id = await makeRecord(member(), 'opportunity', values);
  await changeValues(member(), id, { whisper: 'zqfieldformer', stage: 'Engaging' });
  const { itemId } = await changeValues(member(), id, { whisper: 'zqfieldvalue' });
  await createComment(member(), { id: itemId ?? '', ...sent('Says zqfieldcomment') });
  return id;
}

/** Plants every word. The cast is there already. */
export async function plantRecordCanaries(database: Database): Promise<void> {
  const fieldId = await plantField(database);
  plantedRecords.restricted = await plantRestricted();
  plantedRecords.open = await plantOpen();
  plantedRecords.items = await itemsOf(database, plantedRecords.restricted, 'true');
  const alone = `field_id = '${fieldId}' and item_id not in (select item_id from record_changes where item_id is not null and field_id is distinct from '${fieldId}')`;
  plantedRecords.hiddenItems = await itemsOf(database, plantedRecords.open, alone);
}

/** The words in which somebody must never be answered, but for the record that they have opened by going there. */
export function recordWordsHiddenFrom(role: CastRole, path: string): string[] {
  const who = theRole(role);
  const like = recordOf('cast-restricted');
  const isOpened =
    who.permissions.includes('view_all_data') &&
    [plantedRecords.restricted, ...plantedRecords.items].some((id) => path.includes(id));
  const isFound = isOpened || (like !== undefined && finds({ who }, like));
  return [
    ...(isFound ? [] : recordWords),
    ...(readsMargin(who) && !who.permissions.includes('view_all_data') ? [] : fieldWords),
  ];
}

const asked = (path: string, fields: Record<string, string>) => `${path}?${new URLSearchParams(fields)}`;

const tabs = [
  '',
  '/history',
  '/edit',
  '/followers',
  '/sharing',
  '/delete',
  '/topics',
  '/groups',
  '?show=changes',
  '?show=talk',
  '?q=zq*',
];

/** Every address that could tell something of a record. */
export const recordSurfaces = (): string[] => [
  ...[plantedRecords.restricted, plantedRecords.open].flatMap((id) =>
    tabs.map((tab) => `/records/opportunity/${id}${tab}`),
  ),
  ...[...plantedRecords.items, ...plantedRecords.hiddenItems].flatMap((id) => [`/posts/${id}`, `/posts/${id}/history`]),
  '/records',
  '/records/opportunity',
  '/records/opportunity/new',
  '/records/opportunity/bin',
  ...['all', 'mine', 'team', 'followed', 'recent', 'board'].map((view) => asked('/records/opportunity', { view })),
  asked('/records/opportunity', { q: 'zq' }),
  asked('/records/opportunity', { sort: 'whisper' }),
  asked('/records/opportunity', { topic: 'zqrecordtopic' }),
  asked('/search', { q: 'zq', in: 'records' }),
  asked('/search', { q: '#zqrecordtopic', in: 'records' }),
  '/topics/zqrecordtopic',
  asked('/api/completions', { q: 'zq', type: 'record' }),
];
