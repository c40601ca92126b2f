import 'server-only';
import {
  findGroupReach,
  findItemReach,
  findRecordReach,
  listFollowersAmong,
  listItemReadersAmong,
  listKeepersAmong,
  listManagersAmong,
  listNotifiedAmong,
  listReadersAmong,
  listRecordReadersAmong,
} from '@/lib/access/listeners';
import type { EventType } from '@/lib/events/outbox';
import type { OutboxEvent, Subscriber } from '@/lib/events/subscriber';
import { disconnectPerson } from './adapter';
import type { HintKind } from './hint-rules';
import { connectedPeople, type Listeners, tell } from './tell';

type Told = Pick<OutboxEvent, 'id' | 'actorId'>;

type ItemTold = Told & { payload: { isQuiet?: boolean } };

/** Tells those who have pages of an item's audience open, and those who follow it wherever they are. */
async function tellOfItem({ id: event, payload }: ItemTold, kind: HintKind, item: string): Promise<void> {
  if (payload.isQuiet) return;
  const [reach, connected] = await Promise.all([findItemReach(item), connectedPeople()]);
  if (!reach) return;
  const { audience, version, subjects } = reach;
  const hint = { event, kind, item, subjects };
  // Not even that there is something is for a channel on which others listen.
  if (reach.isForFew) return tell({ people: await listItemReadersAmong(connected, item, audience) }, hint);
  if (audience === null) await tell({ everyone: 'internal' }, hint, connected.length);
  const people = await listFollowersAmong(connected, item, audience);
  if (audience !== null) await tell({ audience, version }, hint, people.length);
  await tell({ people }, hint);
}

/** An item that is gone has no followers any more: whoever could see it is told. */
async function tellOfLoss({ id: event }: Told, item: string, audience: string | null): Promise<void> {
  const people = await listReadersAmong(await connectedPeople(), audience);
  const hint = { event, kind: 'change' as const, item, subjects: [] };
  await tell({ people }, hint);
}

async function tellOfGroup({ id: event }: Told, groupId: string): Promise<void> {
  const group = await findGroupReach(groupId);
  if (!group) return;
  const listeners: Listeners =
    group.access === 'public' ? { everyone: 'internal' } : { audience: group.id, version: group.version };
  await tell(listeners, { event, kind: 'place', subjects: [groupId] }, (await connectedPeople()).length);
}

async function tellManagers({ id: event }: Told, groupId: string): Promise<void> {
  const people = await listManagersAmong(await connectedPeople(), groupId);
  await tell({ people }, { event, kind: 'place', subjects: [groupId] });
}

type Changed = { recordId: string; fieldIds?: readonly string[]; itemId?: string | null };

/** Tells those who have a record open that it is not as it was, and where that is announced, those who follow it. */
async function tellOfRecord(event: ItemTold, { recordId, fieldIds = [], itemId = null }: Changed): Promise<void> {
  if (event.payload.isQuiet) return;
  const [reach, connected] = await Promise.all([findRecordReach(recordId, fieldIds), connectedPeople()]);
  if (!reach) return;
  const { audience, version, isForFew } = reach;
  const hint = { event: event.id, kind: 'place' as const, subjects: [recordId] };
  if (isForFew) await tell({ people: await listRecordReadersAmong(connected, recordId, fieldIds) }, hint);
  else await tell(audience === null ? { everyone: 'internal' } : { audience, version }, hint, connected.length);
  if (itemId) await tellOfItem(event, 'post', itemId);
}

/** Pages on which a record stood, when it is gone or no longer for all: they ask, and find it or not. */
async function tellOfClosing({ id: event }: Told, recordId: string, wasOpen: boolean): Promise<void> {
  const connected = await connectedPeople();
  await tellThoseBehind({ id: event, actorId: null }, recordId, Number.MAX_SAFE_INTEGER);
  if (wasOpen) await tell({ everyone: 'internal' }, { event, kind: 'place', subjects: [recordId] }, connected.length);
}

/** A group's page names a record only to those who read it, and so does what is told of that. */
async function tellOfGroupRecord(event: Told, groupId: string, recordId: string): Promise<void> {
  const reach = await findRecordReach(recordId);
  if (reach?.audience === null) return tellOfGroup(event, groupId);
  const people = await listRecordReadersAmong(await connectedPeople(), recordId);
  await tell({ people }, { event: event.id, kind: 'place', subjects: [groupId] });
}

const tellPeople = ({ id: event }: Told, people: readonly (string | null)[], subjects: readonly string[] = []) =>
  tell({ people: people.filter((id) => id !== null) }, { event, kind: 'you', subjects });

/** Those who still listen to a channel that their audience has left: they ask for the page, and find it or not. */
const tellThoseBehind = ({ id: event }: Told, audience: string, before: number) =>
  tell({ audience, before }, { event, kind: 'you', subjects: [] });

/** Hints to open pages. It comes first of all: what follows takes longer than people like to wait. */
export const realtime: Subscriber = {
  name: 'realtime',
  on: {
    'post.created': (event) => tellOfItem(event, 'post', event.payload.postId),
    'post.edited': (event) => tellOfItem(event, 'change', event.payload.postId),
    'post.topics_changed': (event) => tellOfItem(event, 'change', event.payload.postId),
    'post.liked': (event) => tellOfItem(event, 'change', event.payload.postId),
    'post.unliked': (event) => tellOfItem(event, 'change', event.payload.postId),
    'post.deleted': (event) => tellOfLoss(event, event.payload.postId, event.payload.audience),
    'comment.created': (event) => tellOfItem(event, 'comment', event.payload.postId),
    'comment.edited': (event) => tellOfItem(event, 'change', event.payload.postId),
    'comment.deleted': (event) => tellOfItem(event, 'change', event.payload.postId),
    'comment.liked': (event) => tellOfItem(event, 'change', event.payload.postId),
    'comment.unliked': (event) => tellOfItem(event, 'change', event.payload.postId),
    'group.created': (event) => tellPeople(event, [event.actorId]),
    'group.edited': (event) => tellOfGroup(event, event.payload.groupId),
    'group.archived': (event) => tellOfGroup(event, event.payload.groupId),
    'group.reactivated': (event) => tellOfGroup(event, event.payload.groupId),
    'announcement.made': (event) => tellOfGroup(event, event.payload.groupId),
    'announcement.removed': (event) => tellOfGroup(event, event.payload.groupId),
    'group.access_changed': async (event) => {
      const { groupId } = event.payload;
      await tellThoseBehind(event, groupId, Number.MAX_SAFE_INTEGER);
      await tell({ everyone: 'internal' }, { event: event.id, kind: 'place', subjects: [groupId] });
    },
    'group.deleted': async (event) => {
      const { groupId, access } = event.payload;
      await tellThoseBehind(event, groupId, Number.MAX_SAFE_INTEGER);
      if (access === 'public')
        await tell({ everyone: 'internal' }, { event: event.id, kind: 'place', subjects: [groupId] });
    },
    'group.joined': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellOfGroup(event, event.payload.groupId);
    },
    'group.left': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellOfGroup(event, event.payload.groupId);
    },
    'group.role_changed': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellOfGroup(event, event.payload.groupId);
    },
    'group.join_requested': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellManagers(event, event.payload.groupId);
    },
    'group.join_withdrawn': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellManagers(event, event.payload.groupId);
    },
    'group.join_decided': async (event) => {
      await tellPeople(event, [event.payload.personId]);
      await tellManagers(event, event.payload.groupId);
    },
    'person.edited': ({ id: event, payload: { personId } }) =>
      tell({ everyone: 'internal' }, { event, kind: 'place', subjects: [personId] }),
    'person.permissions_changed': (event) => tellPeople(event, [event.payload.personId]),
    'subject.followed': (event) => tellPeople(event, [event.actorId]),
    'subject.unfollowed': (event) => tellPeople(event, [event.actorId]),
    'record.created': (event) => tellOfRecord(event, event.payload),
    'record.changed': (event) => tellOfRecord(event, event.payload),
    'record.topics_changed': (event) => tellOfRecord(event, { recordId: event.payload.recordId }),
    'record.shared': (event) => tellPeople(event, [event.payload.principal]),
    'record.access_changed': async (event) => {
      const { recordId, from, to } = event.payload;
      await tellOfClosing(event, recordId, from === null || to === null);
      if (from !== null) await tellOfRecord(event, { recordId });
    },
    'record.deleted': async (event) => {
      const { recordId, audience } = event.payload;
      await tellOfClosing(event, recordId, audience === null);
      await tellPeople(event, await listKeepersAmong(await connectedPeople(), recordId));
    },
    'record.restored': (event) => tellOfRecord(event, event.payload),
    'records.lost': async (event) => {
      const { personId, recordIds } = event.payload;
      await tellPeople(event, [personId]);
      await tell({ left: recordIds }, { event: event.id, kind: 'you', subjects: [] });
    },
    // It concerns the pages of all its records, open to whom they may be.
    'object.access_changed': async (event) => tellPeople(event, await connectedPeople()),
    'group.record_added': (event) => tellOfGroupRecord(event, event.payload.groupId, event.payload.recordId),
    'group.record_removed': (event) => tellOfGroupRecord(event, event.payload.groupId, event.payload.recordId),
    'access.lost': async (event) => {
      const group = await findGroupReach(event.payload.audience);
      await tellThoseBehind(event, event.payload.audience, group?.version ?? Number.MAX_SAFE_INTEGER);
    },
  },
};

const notifying = [
  'post.created',
  'post.edited',
  'post.liked',
  'comment.created',
  'comment.edited',
  'comment.liked',
  'subject.followed',
  'group.joined',
  'group.join_requested',
  'group.join_decided',
  'group.role_changed',
  'group.archived',
  'group.archive_near',
  'announcement.made',
  'record.created',
  'record.changed',
  'record.shared',
] as const satisfies EventType[];

async function tellNotified(event: Told): Promise<void> {
  await tellPeople(event, await listNotifiedAmong(await connectedPeople(), event.id));
}

/** Moves the bell, once the notifications of an event are written. */
export const bell: Subscriber = {
  name: 'bell',
  on: {
    ...Object.fromEntries(notifying.map((type) => [type, tellNotified])),
    'notifications.read': (event) => tellPeople(event, [event.payload.personId]),
  },
};

/** Ends what somebody has open when they may no longer have it. It is tried again until it is done: it is no hint. */
export const disconnects: Subscriber = {
  name: 'disconnects',
  on: {
    'session.ended': ({ payload }) => disconnectPerson(payload.personId),
    'person.deactivated': ({ payload }) => disconnectPerson(payload.personId),
    'person.kind_changed': ({ payload }) => disconnectPerson(payload.personId),
  },
};
