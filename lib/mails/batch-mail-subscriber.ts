import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { Scope } from '@/lib/access/scope';
import { placeholder } from '@/lib/email/placeholders';
import { renderAnnouncementMail } from '@/lib/email/templates/announcement-mail';
import { renderGroupNoticeMail } from '@/lib/email/templates/group-notice-mail';
import { renderJoinDecisionMail } from '@/lib/email/templates/join-decision-mail';
import { renderJoinRequestMail } from '@/lib/email/templates/join-request-mail';
import { renderNotificationMail } from '@/lib/email/templates/notification-mail';
import type { MailFrame, RenderedMail } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { entriesOf, groupUrl, mailGroup, mailPerson, postUrl, type Sources, tailOf } from './batch-entries';
import { type FrameParts, foremost, frameOf, unsubscribeScope } from './batch-frame';
import type { NewMail } from './queue-mail';
import type { Wanted } from './recheck-rules';
import type { MailKind } from './rules';

export type BatchParts = FrameParts & { threadKey: string; wanted: readonly [Wanted, ...Wanted[]]; sources: Sources };

export type BatchMail = Pick<NewMail, 'kind' | 'content' | 'shownIds' | 'replyItemId' | 'unsubscribe'>;

type Own = { s: Scope; tx: Tx; frame: MailFrame; one: Wanted; sources: Sources };
type Written = { kind: MailKind; content: RenderedMail } | null;

const iso = (millis: number) => new Date(millis).toISOString();

async function announcement({ tx, frame, one, sources }: Own): Promise<Written> {
  const post = sources.posts.get(one.itemId ?? '');
  if (post?.place?.kind !== 'group') return null;
  const { rows } = await tx.execute(
    sql`select expires_on::text as until from announcements where item_id = ${post.id} and archived_at is null`,
  );
  const [current] = rows as { until: string }[];
  const group = mailGroup(post.place.group);
  const { author, body, names, createdAt: at } = post;
  const props = { ...frame, group, author: mailPerson(author), at, body, names, until: current?.until ?? null };
  return { kind: 'announcement', content: await renderAnnouncementMail({ ...props, url: postUrl(post.id) }) };
}

async function joinRequest({ frame, one, sources: { known } }: Own): Promise<Written> {
  const [asker, group] = [known.people.get(one.actorId ?? ''), known.groups.get(one.subjectId ?? '')];
  if (!asker || !group) return null;
  const content = await renderJoinRequestMail({
    ...frame,
    group: mailGroup(group),
    asker: { ...mailPerson(asker), title: asker.title },
    message: '',
    at: iso(one.at),
    url: groupUrl(group.slug, '/members'),
  });
  return { kind: 'join_request', content };
}

async function joinDecision({ tx, frame, one, sources: { known } }: Own): Promise<Written> {
  const group = known.groups.get(one.subjectId ?? '');
  if (!group) return null;
  const decider = known.people.get(one.actorId ?? '');
  const decision = one.reason === 'join_accepted' ? 'accepted' : 'declined';
  const { rows } = await tx.execute(
    sql`select response_message as message from join_requests where id::text = ${one.details.requestId ?? ''}`,
  );
  const [request] = rows as { message: string }[];
  const content = await renderJoinDecisionMail({
    ...frame,
    group: mailGroup(group),
    decision,
    decider: decider ? mailPerson(decider) : null,
    message: request?.message ?? '',
    url: decision === 'accepted' ? groupUrl(group.slug) : `${env.APP_URL}/groups`,
  });
  return { kind: 'join_decision', content };
}

async function groupNotice({ s, frame, one, sources: { known } }: Own): Promise<Written> {
  const group = known.groups.get(one.subjectId ?? '');
  if (!group) return null;
  const [last] = await s.rows<{ at: number | null }>(
    sql`select (extract(epoch from max(i.activity_at)) * 1000)::float8 as at from ${s.items} i where i.subject_id = ${group.id}`,
  );
  const isNear = one.details.notice === 'archive_near';
  const content = await renderGroupNoticeMail({
    ...frame,
    group: mailGroup(group),
    notice: isNear ? 'archive_near' : 'archived',
    archivesAt: one.details.archivesAt ?? iso(one.at),
    lastActivityAt: iso(last?.at ?? one.at),
    url: groupUrl(group.slug, isNear ? '/settings' : ''),
  });
  return { kind: 'group_notice', content };
}

/** What has a mail of its own when nothing else came in the same batch. */
const single: Partial<Record<Wanted['reason'], (own: Own) => Promise<Written>>> = {
  announcement,
  join_request: joinRequest,
  join_accepted: joinDecision,
  join_declined: joinDecision,
  group_archived: groupNotice,
};

/** The post that answers go to; null where the person could not comment either, or mail is not taken in. */
function repliesTo({ settings, sources, threadKey }: BatchParts): string | null {
  const [post] = sources.posts.values();
  const takes = settings.allowsReplies && env.EMAIL_REPLY_DOMAIN !== undefined && threadKey.startsWith('post:');
  return takes && post?.can.comment ? post.id : null;
}

/** The mail of a batch; null when nothing of it can be told. */
export async function writeBatch(s: Scope, tx: Tx, parts: BatchParts): Promise<BatchMail | null> {
  const { wanted, sources, organisation } = parts;
  const first = foremost(wanted);
  const frame = frameOf(parts, first, placeholder('unsubscribe'));
  const own = wanted.length === 1 ? single[first.reason] : undefined;
  const place = sources.posts.get(first.itemId ?? '')?.place;
  const unsubscribe = unsubscribeScope(first, place?.kind === 'group' ? place.group.id : null);
  const items = wanted.flatMap(({ itemId, commentId }) => [itemId, commentId].filter((id) => id !== null));
  const alone = await own?.({ s, tx, frame, one: first, sources });
  if (alone) return { ...alone, shownIds: [...new Set(items)], unsubscribe };
  const entries = entriesOf(wanted, sources, organisation);
  if (entries.length === 0) return null;
  const threadTail = tailOf(wanted, sources);
  const replyItemId = repliesTo(parts);
  const props = { ...frame, entries, threadTail, canReply: replyItemId !== null };
  const shownIds = [...new Set([...items, ...threadTail.map(({ id }) => id)])];
  return { kind: 'notification', content: await renderNotificationMail(props), shownIds, replyItemId, unsubscribe };
}
