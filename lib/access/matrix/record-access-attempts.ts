import { cast } from '@/db/cast';
import { followFor, unfollowFor } from '@/lib/follow/follow-for';
import { setFollowsOwn } from '@/lib/follow/set-follows-own';
import { addRecordToGroup } from '@/lib/group-records/add-record';
import { removeRecordFromGroup } from '@/lib/group-records/remove-record';
import { deleteRecord } from '@/lib/record-access/delete-record';
import { restoreRecord } from '@/lib/record-access/restore-record';
import { restrictRecord } from '@/lib/record-access/restrict-record';
import { shareRecord } from '@/lib/record-access/share-record';
import { unshareRecord } from '@/lib/record-access/unshare-record';
import { type ActionRows, attempt, nothing } from './attempts';
import { openedToModify } from './record-topic-attempts';
import { type Eyes, isMember, manages } from './reference';
import { type Thing, theDeletedRecords, theGroups, theRecords } from './things';
import { groups } from './world';

const recordId = (id: string) => ({ recordId: id });
const given = (level: 'read' | 'write') => (id: string) => ({ recordId: id, principal: cast.admin.id, level });
const opened = (verb: string) => ({ expected: openedToModify(verb) });

/** One’s own group that takes records; the ability of posting there has been answered before. */
function addedTo(eyes: Eyes, thing: Thing): string {
  if (eyes.who.isGuest) return 'NotFound';
  const posted = thing.answer(eyes, 'post');
  const group = groups.find(({ id }) => id === thing.id);
  if (posted !== 'ok' || !group) return posted;
  return isMember(eyes.who, group) && !group.allowsGuests ? 'ok' : 'Invalid';
}

const publicGroup = groups.find(({ id }) => id === cast.groups.public.id);

function removedFrom(eyes: Eyes, thing: Thing): string {
  const found = thing.answer(eyes, 'view');
  if (found !== 'ok') return found;
  if (eyes.who.isGuest) return 'NotFound';
  const isTheirs = thing.answer(eyes, 'share') === 'ok' || eyes.who.handle === cast.manager.handle;
  return isTheirs || (publicGroup && manages(eyes.who, publicGroup)) ? 'ok' : 'Forbidden';
}

const caretaker = ({ who }: Eyes) => who.permissions.includes('modify_all_users');

/** What both read, whom an admin lets follow it and they themselves. */
const letFollow = (eyes: Eyes, thing: Thing) => (caretaker(eyes) ? thing.answer(eyes, 'view') : 'Forbidden');

const unknown = { missing: (eyes: Eyes) => (caretaker(eyes) ? 'NotFound' : 'Forbidden') };

export const recordAccessAttempts: ActionRows = {
  'record-access.shareRecordAction': [
    attempt(shareRecord, theRecords, given('read'), 'share', opened('share')),
    attempt(shareRecord, theRecords, given('write'), 'share', opened('share')),
  ],
  'record-access.unshareRecordAction': [
    attempt(
      unshareRecord,
      theRecords,
      (id) => ({ recordId: id, principal: cast.follower.id }),
      'share',
      opened('share'),
    ),
  ],
  'record-access.restrictRecordAction': (['open', 'restricted'] as const).map((access) =>
    attempt(
      restrictRecord,
      theRecords,
      (id) => ({ recordId: id, access, confirmAccess: true }),
      'share',
      opened('share'),
    ),
  ),
  'record-access.deleteRecordAction': [attempt(deleteRecord, theRecords, recordId, 'delete', opened('delete'))],
  'record-access.restoreRecordAction': [attempt(restoreRecord, theDeletedRecords, recordId, 'restore')],
  'group-records.addRecordToGroupAction': [
    attempt(addRecordToGroup, theGroups, (id) => ({ recordId: cast.records.open.id, groupId: id }), 'post', {
      expected: addedTo,
    }),
    attempt(addRecordToGroup, theRecords, (id) => ({ recordId: id, groupId: cast.groups.private.id }), 'addToGroup', {
      expected: (eyes, thing) => {
        const found = thing.answer(eyes, 'addToGroup');
        const group = groups.find(({ id }) => id === cast.groups.private.id);
        if (found !== 'ok' || !group) return found;
        if (eyes.who.isGuest) return 'NotFound';
        return isMember(eyes.who, group) ? 'ok' : 'Forbidden';
      },
    }),
  ],
  'group-records.removeRecordFromGroupAction': [
    attempt(removeRecordFromGroup, theRecords, (id) => ({ recordId: id, groupId: cast.groups.public.id }), 'view', {
      expected: removedFrom,
    }),
  ],
  'follow.setFollowsOwnAction': [
    attempt(setFollowsOwn, nothing, () => ({ followsOwn: true }), 'view', { missing: () => 'ok' }),
  ],
  'follow.followForAction': [
    attempt(followFor, theRecords, (id) => ({ personId: cast.member.id, record: id }), 'view', {
      expected: letFollow,
      ...unknown,
    }),
  ],
  'follow.unfollowForAction': [
    attempt(unfollowFor, theRecords, (id) => ({ personId: cast.member.id, subjectId: id }), 'view', {
      expected: letFollow,
      ...unknown,
    }),
  ],
};
