import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { abilities } from '@/lib/access/abilities';
import { canSee } from '@/lib/access/audience';
import type { GroupFacts } from '@/lib/access/facts';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { RecordAddress } from '@/lib/body/lexemes';
import { parseBody } from '@/lib/body/parse';
import { plainText } from '@/lib/body/plain';
import {
  handlesIn,
  mentionIdsIn,
  onlyRecords,
  recordAddressesIn,
  recordIdsIn,
  referenceProblem,
  resolveAddresses,
  resolveHandles,
  topicsIn,
  withoutTopics,
} from '@/lib/body/references';
import { bodyProblem, cleanText } from '@/lib/body/rules';
import type { BodyTree } from '@/lib/body/tree';
import { Invalid } from '@/lib/errors';
import { appOrigins } from '@/lib/server/same-origin';

/** Someone or a group that a text mentions, as far as its author may see them. */
export type Mentioned = { id: string; handle: string; name: string; kind: 'person' | 'group'; isAccessible: boolean };

export type PreparedBody = {
  source: string;
  tree: BodyTree;
  plain: string;
  mentioned: Mentioned[];
  /** The records that it links to, which tells nobody anything: each reader is shown what they may see of them. */
  recordIds: string[];
  topics: { key: string; name: string }[];
};

type MentionedGroup = Pick<GroupFacts, 'id' | 'name' | 'slug' | 'access' | 'role'>;

/** What a text names: handles as typed, and ids where it was written by something that knows them. */
type Named = { handles: string[]; ids: string[] };

const named = (id: SQL, handle: SQL, { handles, ids }: Named) =>
  sql`(${handle} = any(${sql.param(handles)}::text[]) or ${id} = any(${sql.param(ids)}::uuid[]))`;

async function findPeople(viewer: Viewer, tx: Tx, wanted: Named, audience: string | null): Promise<Mentioned[]> {
  const s = scope(viewer, tx);
  return s.rows(sql`select p.id, p.handle, p.name, 'person' as kind, ${canSee(sql`p.id`, sql`p.kind`, audience)} as "isAccessible"
    from ${s.people} p where p.is_active and ${named(sql`p.id`, sql`p.handle`, wanted)}`);
}

async function findGroups(viewer: Viewer, tx: Tx, wanted: Named): Promise<Mentioned[]> {
  const s = scope(viewer, tx);
  const found = await s.rows<MentionedGroup>(sql`select grp.id, grp.name, grp.slug, grp.access, mine.role
    from ${s.groups} grp left join ${s.ownMemberships} mine on mine.group_id = grp.id where ${named(sql`grp.id`, sql`grp.slug`, wanted)}`);
  const closed = found.find((group) => !abilities.group.mention(viewer, group));
  if (closed?.access === 'unlisted')
    throw new Invalid({ body: `${closed.name} is unlisted, and unlisted groups cannot be mentioned.` });
  if (closed) throw new Invalid({ body: `You cannot mention ${closed.name}: only its members may.` });
  return found.map(({ id, name, slug }) => ({ id, name, handle: slug, kind: 'group', isAccessible: true }));
}

/** The records of a text that its author may see, by their ids. */
async function findRecords(viewer: Viewer, tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const s = scope(viewer, tx);
  const found = await s.rows<RecordAddress>(sql`select r.id, o.api_name as object from ${s.records} r
    join ${s.objects} o on o.id = r.object_id where r.id = any(${sql.param(ids)}::uuid[])`);
  return new Map(found.map(({ id, object }) => [id, object]));
}

/**
 * The text with the addresses of records as references, and which references hold: of records that the author may see
 * and of those that stood there before. Whatever else looks like one stays text, whether there is such a record or not.
 */
async function resolveRecords(viewer: Viewer, tx: Tx, typed: string, earlier: readonly string[]) {
  const origins = appOrigins();
  const addressed = recordAddressesIn(typed, origins).map(({ id }) => id);
  const known = await findRecords(viewer, tx, [...addressed, ...recordIdsIn(parseBody(typed))]);
  const source = resolveAddresses(typed, origins, ({ id, object }) => known.get(id) === object);
  const tree = onlyRecords(parseBody(source), new Set([...known.keys(), ...earlier]));
  return { source, tree };
}

/** The names of those who would be mentioned but cannot see the place, in words for the author. */
function inaccessibleNames(mentioned: Mentioned[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    mentioned.filter((m) => !m.isAccessible).map((m) => m.name),
  );
}

/**
 * Cleans and parses what someone typed and resolves `@handle`s within what they may see. Throws Invalid on `body` for a
 * text that is empty or too long, for too many mentions and for groups they may not mention, and on `confirm` when
 * someone mentioned cannot see the place and the author has not said to post anyway: they will not be told, and gain nothing.
 * `earlier` is the text before an edit, whose links to records hold even if its editor may not see them.
 */
export async function prepareBody(
  viewer: Viewer,
  tx: Tx,
  input: { text: string; audience: string | null; confirmed: boolean; earlier?: BodyTree },
): Promise<PreparedBody> {
  const typed = cleanText(input.text);
  const problem = bodyProblem(typed);
  if (problem) throw new Invalid({ body: problem });
  const wanted = { handles: handlesIn(typed), ids: mentionIdsIn(parseBody(typed)) };
  const known =
    wanted.handles.length + wanted.ids.length === 0
      ? []
      : [...(await findPeople(viewer, tx, wanted, input.audience)), ...(await findGroups(viewer, tx, wanted))];
  if (!input.confirmed && known.some((m) => !m.isAccessible)) {
    throw new Invalid({
      confirm: `${inaccessibleNames(known, viewer.locale)} cannot see this place and will not be told.`,
    });
  }
  const resolved = resolveHandles(typed, new Map(known.map((m) => [m.handle, m.id])));
  const { source, tree } = await resolveRecords(viewer, tx, resolved, recordIdsIn(input.earlier ?? []));
  const tooMany = referenceProblem(tree);
  if (tooMany) throw new Invalid({ body: tooMany });
  const inTree = new Set(mentionIdsIn(tree));
  const mentioned = known.filter((m) => inTree.has(m.id));
  return {
    source,
    tree,
    plain: plainText(tree, new Map(known.map((m) => [m.id, m.name]))),
    mentioned,
    recordIds: recordIdsIn(tree),
    topics: topicsIn(tree),
  };
}

/** The text with only those hashtags as links that are topics of its post; the others stay as they were typed. */
export function onlyTopics(body: PreparedBody, topics: readonly { key: string }[]): PreparedBody {
  const used = new Set(topics.map((topic) => topic.key));
  const plainTags = body.topics.filter((topic) => !used.has(topic.key)).map((topic) => topic.key);
  return plainTags.length === 0 ? body : { ...body, tree: withoutTopics(body.tree, new Set(plainTags)) };
}
