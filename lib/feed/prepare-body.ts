import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { abilities } from '@/lib/access/abilities';
import { canSee } from '@/lib/access/audience';
import type { GroupFacts } from '@/lib/access/facts';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { parseBody } from '@/lib/body/parse';
import { plainText } from '@/lib/body/plain';
import {
  handlesIn,
  mentionIdsIn,
  referenceProblem,
  resolveHandles,
  topicsIn,
  withoutTopics,
} from '@/lib/body/references';
import { bodyProblem, cleanText } from '@/lib/body/rules';
import type { BodyTree } from '@/lib/body/tree';
import { Invalid } from '@/lib/errors';

/** Someone or a group that a text mentions, as far as its author may see them. */
export type Mentioned = { id: string; handle: string; name: string; kind: 'person' | 'group'; isAccessible: boolean };

export type PreparedBody = {
  source: string;
  tree: BodyTree;
  plain: string;
  mentioned: Mentioned[];
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
 */
export async function prepareBody(
  viewer: Viewer,
  tx: Tx,
  input: { text: string; audience: string | null; confirmed: boolean },
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
  const source = resolveHandles(typed, new Map(known.map((m) => [m.handle, m.id])));
  const tree = parseBody(source);
  const tooMany = referenceProblem(tree);
  if (tooMany) throw new Invalid({ body: tooMany });
  const inTree = new Set(mentionIdsIn(tree));
  const mentioned = known.filter((m) => inTree.has(m.id));
  return {
    source,
    tree,
    plain: plainText(tree, new Map(known.map((m) => [m.id, m.name]))),
    mentioned,
    topics: topicsIn(tree),
  };
}

/** The text with only those hashtags as links that are topics of its post; the others stay as they were typed. */
export function onlyTopics(body: PreparedBody, topics: readonly { key: string }[]): PreparedBody {
  const used = new Set(topics.map((topic) => topic.key));
  const plainTags = body.topics.filter((topic) => !used.has(topic.key)).map((topic) => topic.key);
  return plainTags.length === 0 ? body : { ...body, tree: withoutTopics(body.tree, new Set(plainTags)) };
}
