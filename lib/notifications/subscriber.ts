import 'server-only';
import { sql } from 'drizzle-orm';
import { type Tx, transaction } from '@/db/writer';
import * as candidates from '@/lib/access/candidates';
import type { EventType } from '@/lib/events/outbox';
import type { OutboxEvent, Subscriber } from '@/lib/events/subscriber';
import { aboutFollower, aboutGroup, aboutItem, aboutRecord, findItem, likeTold, toldBefore } from './occasions';
import { sweepNotifications } from './sweep-notifications';
import * as takeBack from './take-back';
import { type Occasion, tell } from './tell';

type Handler<T extends EventType> = (event: OutboxEvent<T>) => Promise<void>;

/** Tells of an event, unless it came quietly or there is nothing to tell any more. */
function telling<T extends EventType>(
  find: (tx: Tx, event: OutboxEvent<T>) => Promise<Occasion | null> | Occasion | null,
): Handler<T> {
  return async (event) => {
    if (event.payload.isQuiet) return;
    await transaction(async (tx) => {
      const occasion = await find(tx, event);
      if (occasion) await tell(tx, occasion);
    });
  };
}

function cleaning<T extends EventType>(clean: (tx: Tx, event: OutboxEvent<T>) => Promise<unknown>): Handler<T> {
  return async (event) => {
    await transaction((tx) => clean(tx, event));
  };
}

/** An announcement's post is told of as what it is, when it is made. */
const postCreated = telling<'post.created'>(async (tx, event) => {
  const { postId: itemId } = event.payload;
  if ((await findItem(tx, itemId))?.kind === 'announcement') return null;
  return aboutItem(tx, event, { itemId, candidates: candidates.forPost(itemId, event.now) });
});

const among = (ids: readonly string[]) => sql`c.person_id = any(${sql.param(ids)}::uuid[])`;

type Edit = { itemId: string; commentId: string | null; added: readonly string[]; removed: readonly string[] };

/** Whoever is mentioned now is told; whoever is no longer, of what else it means to them. */
async function edited(tx: Tx, event: OutboxEvent, edit: Edit): Promise<void> {
  const { itemId, commentId, added } = edit;
  const { forPost, forComment, forEditedPost, forEditedComment } = candidates;
  const left = await takeBack.takeBackMentions(tx, edit, event.now);
  if (event.payload.isQuiet) return;
  const fresh = commentId ? forEditedComment(itemId, commentId, added) : forEditedPost(itemId, added, event.now);
  const again = commentId ? forComment(itemId, commentId) : forPost(itemId, event.now);
  const others = left.length > 0 ? again.map((one) => sql`select * from (${one}) c where ${among(left)}`) : [];
  const about = { itemId, commentId, candidates: [...fresh, ...others], except: toldBefore(itemId, commentId) };
  const occasion = added.length + left.length > 0 && (await aboutItem(tx, event, about));
  if (occasion) await tell(tx, occasion);
}

const postEdited = cleaning<'post.edited'>((tx, event) => {
  const { postId: itemId, addedMentionIds: added, removedMentionIds: removed } = event.payload;
  return edited(tx, event, { itemId, commentId: null, added, removed });
});

const commentEdited = cleaning<'comment.edited'>((tx, event) => {
  const { postId: itemId, commentId, addedMentionIds: added, removedMentionIds: removed } = event.payload;
  return edited(tx, event, { itemId, commentId, added, removed });
});

const joinDecided = cleaning<'group.join_decided'>(async (tx, event) => {
  const { groupId, requestId, status } = event.payload;
  await takeBack.settleRequest(tx, groupId, requestId, event.now);
  if (event.payload.isQuiet) return;
  const asked = { groupId, candidates: candidates.forDecision(requestId, status), details: { requestId } };
  await tell(tx, aboutGroup(event, asked));
});

/** Who is told of what, and what they are no longer told of. */
export const notifications: Subscriber = {
  name: 'notifications',
  on: {
    'post.created': postCreated,
    'post.edited': postEdited,
    'post.deleted': cleaning((tx, { payload, now }) => takeBack.cancelDeleted(tx, payload.postId, now)),
    'comment.created': telling((tx, event) => {
      const { postId: itemId, commentId } = event.payload;
      return aboutItem(tx, event, { itemId, commentId, candidates: candidates.forComment(itemId, commentId) });
    }),
    'comment.edited': commentEdited,
    'comment.deleted': cleaning((tx, { payload, now }) => takeBack.cancelDeleted(tx, payload.postId, now)),
    'post.liked': telling((tx, event) => {
      const { postId: itemId } = event.payload;
      const found = candidates.forPostLike(itemId, event.actorId);
      return aboutItem(tx, event, {
        itemId,
        isLike: true,
        candidates: found,
        except: likeTold(itemId, null, event.actorId),
      });
    }),
    'post.unliked': cleaning((tx, { payload, actorId, now }) =>
      takeBack.takeBackLike(tx, { itemId: payload.postId, commentId: null, likerId: actorId }, now),
    ),
    'comment.liked': telling((tx, event) => {
      const { postId: itemId, commentId } = event.payload;
      const found = candidates.forCommentLike(commentId, event.actorId);
      const except = likeTold(itemId, commentId, event.actorId);
      return aboutItem(tx, event, { itemId, commentId, isLike: true, candidates: found, except });
    }),
    'comment.unliked': cleaning((tx, { payload, actorId, now }) =>
      takeBack.takeBackLike(tx, { itemId: payload.postId, commentId: payload.commentId, likerId: actorId }, now),
    ),
    'subject.followed': telling((_, event) =>
      aboutFollower(event, candidates.forFollow(event.actorId, event.payload.subjectId)),
    ),
    'subject.unfollowed': cleaning((tx, { payload, actorId, now }) =>
      takeBack.takeBackFollow(tx, actorId, payload.subjectId, now),
    ),
    'announcement.made': telling((tx, event) => {
      const { announcementId, postId: itemId } = event.payload;
      return aboutItem(tx, event, { itemId, candidates: candidates.forAnnouncement(announcementId, itemId) });
    }),
    'group.joined': telling((_, event) => {
      const { groupId, personId } = event.payload;
      return aboutGroup(event, { groupId, candidates: candidates.forAddition(groupId, personId) });
    }),
    'group.join_requested': telling((_, event) => {
      const { groupId, requestId } = event.payload;
      return aboutGroup(event, {
        groupId,
        candidates: candidates.forRequest(groupId, requestId),
        details: { requestId },
      });
    }),
    'group.join_withdrawn': cleaning((tx, { payload, now }) =>
      takeBack.takeBackRequest(tx, payload.groupId, payload.requestId, now),
    ),
    'group.join_decided': joinDecided,
    'group.role_changed': telling((_, event) => {
      const { groupId, personId, to: role } = event.payload;
      return aboutGroup(event, { groupId, candidates: candidates.forRole(groupId, personId, role), details: { role } });
    }),
    'group.archive_near': telling((_, event) => {
      const { groupId, archivesAt } = event.payload;
      const details = { notice: 'archive_near', archivesAt };
      return aboutGroup(event, { groupId, candidates: candidates.forArchiving(groupId, false), details });
    }),
    'group.archived': telling((_, event) => {
      const { groupId } = event.payload;
      const details = { notice: 'archived', archivesAt: event.createdAt.toISOString() };
      return aboutGroup(event, { groupId, candidates: candidates.forArchiving(groupId, true), details });
    }),
    'group.access_changed': cleaning(async (tx, { payload, now }) => {
      if (payload.to !== 'public') await takeBack.removeUnseen(tx, payload.groupId, null, now);
    }),
    'record.created': telling((_, event) => {
      const { recordId, ownerId } = event.payload;
      return aboutRecord(event, recordId, candidates.forOwner(recordId, ownerId));
    }),
    'record.changed': telling((_, event) => {
      const { recordId, newOwnerId } = event.payload;
      return newOwnerId ? aboutRecord(event, recordId, candidates.forOwner(recordId, newOwnerId)) : null;
    }),
    'record.shared': telling((_, event) => {
      const { recordId, principal } = event.payload;
      return aboutRecord(event, recordId, candidates.forShare(recordId, principal));
    }),
    'record.access_changed': cleaning((tx, { payload, now }) =>
      takeBack.removeUnseenRecords(tx, [payload.recordId], null, now),
    ),
    'records.lost': cleaning((tx, { payload, now }) =>
      takeBack.removeUnseenRecords(tx, payload.recordIds, payload.personId, now),
    ),
    'access.lost': cleaning((tx, { payload, now }) =>
      takeBack.removeUnseen(tx, payload.audience, payload.personId, now),
    ),
    'person.kind_changed': cleaning((tx, { payload, now }) => takeBack.removeInternal(tx, payload.personId, now)),
    'person.deactivated': cleaning((tx, { payload, now }) => takeBack.cancelAll(tx, payload.personId, now)),
    'housekeeping.due': async ({ now }) => {
      for (let isMore = true; isMore; ) isMore = await transaction((tx) => sweepNotifications(tx, now));
    },
  },
};
