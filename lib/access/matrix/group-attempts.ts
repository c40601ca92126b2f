import { cast } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { makeAnnouncement } from '@/lib/announcements/make-announcement';
import { removeAnnouncement } from '@/lib/announcements/remove-announcement';
import { dayIn } from '@/lib/announcements/rules';
import { addMember } from '@/lib/groups/add-member';
import { archiveGroup } from '@/lib/groups/archive-group';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { changeRole } from '@/lib/groups/change-role';
import { createGroup } from '@/lib/groups/create-group';
import { decideRequest } from '@/lib/groups/decide-request';
import { deleteGroup } from '@/lib/groups/delete-group';
import { editGroup } from '@/lib/groups/edit-group';
import { inviteToGroup } from '@/lib/groups/invite-to-group';
import { joinGroup } from '@/lib/groups/join-group';
import { leaveGroup } from '@/lib/groups/leave-group';
import { reactivateGroup } from '@/lib/groups/reactivate-group';
import { removeMember } from '@/lib/groups/remove-member';
import { transferOwnership } from '@/lib/groups/transfer-ownership';
import { withdrawRequest } from '@/lib/groups/withdraw-request';
import { newId } from '@/lib/ids';
import { type ActionRows, attempt, insteadOfOk, nothing } from './attempts';
import { planted } from './plant';
import { type Eyes, isMember, seatOf } from './reference';
import { type Thing, theGroups, thePeople, theRequests } from './things';
import { type Group, groups, theGroup } from './world';

/** Who may manage unlisted groups opens them by acting on them, which is audited; other permissions open nothing here. */
const acting = ({ who }: Eyes): Eyes =>
  who.permissions.includes('manage_unlisted_groups') ? { who, asked: theGroup('unlisted') } : { who };

const of = ({ id }: Thing): Group | undefined => groups.find((group) => group.id === id);
const manages = (verb: string) => (eyes: Eyes, thing: Thing) => thing.answer(acting(eyes), verb);
const managesThen =
  (verb: string, outcome: (eyes: Eyes, group: Group | undefined) => string) => (eyes: Eyes, thing: Thing) =>
    insteadOfOk(thing.answer(acting(eyes), verb), outcome(eyes, of(thing)));

const inGroup = (groupId: string) => ({ groupId });
const member = (person: CastPerson) => (groupId: string) => ({ groupId, personId: person.id });

/** What the form would send when nothing but the description was changed. */
function edited(groupId: string) {
  const group = groups.find(({ id }) => id === groupId) ?? theGroup('private');
  const { name, access, isBroadcast, allowsGuests } = group;
  const texts = { description: 'Changed', informationTitle: '', information: '' };
  return {
    groupId,
    version: 1,
    name,
    access,
    isBroadcast,
    allowsGuests,
    isAutoArchiveDisabled: false,
    confirmAccess: false,
    ...texts,
  };
}

const invited = (kind: 'internal' | 'guest') => (groupId: string) => ({
  groupId,
  email: `new@brightmoor.example`,
  kind,
});
const nameOf = (groupId: string) => groups.find(({ id }) => id === groupId)?.name ?? '';

/** Doing again what is done already is fine; otherwise the ability decides. */
const idempotent =
  (verb: string, isDone: (eyes: Eyes, group: Group) => boolean, eyesFor = acting) =>
  (eyes: Eyes, thing: Thing) => {
    const group = of(thing);
    return group && isDone(eyes, group) ? 'ok' : thing.answer(eyesFor(eyes), verb);
  };

const announcing = (subjectId: string) => ({
  subjectId,
  body: 'Heard by all',
  clientId: newId(),
  confirm: true,
  expiresOn: dayIn('UTC', new Date()),
  sendsEmail: true,
});

export const groupAttempts: ActionRows = {
  'announcements.makeAnnouncementAction': [attempt(makeAnnouncement, theGroups, announcing, 'announce')],
  'announcements.removeAnnouncementAction': [
    attempt(
      removeAnnouncement,
      theGroups,
      (groupId) => ({ groupId, id: planted.announcements.get(groupId)?.id ?? newId() }),
      '',
      {
        expected: managesThen('edit', (_, group) => (group && planted.announcements.has(group.id) ? 'ok' : 'NotFound')),
      },
    ),
  ],
  'groups.createGroupAction': [
    attempt(
      createGroup,
      nothing,
      () => ({
        name: 'Newly founded',
        description: '',
        access: 'private' as const,
        isBroadcast: false,
        allowsGuests: false,
      }),
      '',
      {
        expected: ({ who }) => (who.permissions.includes('create_groups') ? 'ok' : 'Forbidden'),
        missing: ({ who }) => (who.isGuest ? 'Forbidden' : 'ok'),
      },
    ),
  ],
  'groups.editGroupAction': [attempt(editGroup, theGroups, edited, '', { expected: manages('edit') })],
  'groups.joinGroupAction': [
    attempt(joinGroup, theGroups, inGroup, '', {
      expected: idempotent('join', ({ who }, group) => isMember(who, group)),
    }),
  ],
  'groups.leaveGroupAction': [
    attempt(leaveGroup, theGroups, inGroup, '', {
      expected: (eyes, thing) => {
        const group = of(thing);
        const isOwner = group !== undefined && seatOf(eyes.who, group) === 'owner';
        return insteadOfOk(thing.answer(eyes, 'view'), isOwner ? 'Invalid' : 'ok');
      },
    }),
  ],
  'groups.askToJoinAction': [
    attempt(askToJoin, theGroups, inGroup, '', {
      expected: idempotent(
        'ask',
        ({ who }, group) => isMember(who, group) || group.asked.includes(who.handle),
        (eyes) => eyes,
      ),
    }),
  ],
  'groups.withdrawRequestAction': [attempt(withdrawRequest, theGroups, inGroup, 'view')],
  'groups.decideRequestAction': (['accept', 'decline'] as const).map((decision) =>
    attempt(decideRequest, theRequests, (requestId) => ({ requestId, decision, message: '' }), 'decide'),
  ),
  'groups.addMemberAction': [
    attempt(addMember, theGroups, member(cast.follower), '', { expected: manages('manageMembers') }),
    attempt(addMember, theGroups, member(cast.guest), '', {
      expected: managesThen('manageMembers', (_, group) => (group?.allowsGuests ? 'ok' : 'Invalid')),
    }),
    attempt(addMember, thePeople, (personId) => ({ groupId: theGroup('guests').id, personId }), '', {
      expected: ({ who }, { of: role }) => {
        if (!isMember(who, theGroup('guests')))
          return insteadOfOk(addedBy(who.isGuest, who.permissions), role === 'deactivated' ? 'Invalid' : 'ok');
        if (seatOf(who, theGroup('guests')) === 'member') return 'Forbidden';
        return role === 'deactivated' ? 'Invalid' : 'ok';
      },
      missing: ({ who }) => {
        if (!isMember(who, theGroup('guests'))) return insteadOfOk(addedBy(who.isGuest, who.permissions), 'NotFound');
        return seatOf(who, theGroup('guests')) === 'member' ? 'Forbidden' : 'NotFound';
      },
    }),
  ],
  'groups.removeMemberAction': [
    attempt(removeMember, theGroups, member(cast.member), '', { expected: manages('manageMembers') }),
    attempt(removeMember, theGroups, member(cast.owner), '', {
      expected: managesThen('manageMembers', () => 'Conflict'),
    }),
  ],
  'groups.changeRoleAction': [
    attempt(changeRole, theGroups, (id) => ({ ...member(cast.member)(id), role: 'manager' as const }), '', {
      expected: manages('manageMembers'),
    }),
    attempt(changeRole, theGroups, (id) => ({ ...member(cast.owner)(id), role: 'member' as const }), '', {
      expected: managesThen('manageMembers', () => 'Conflict'),
    }),
    attempt(changeRole, theGroups, (id) => ({ ...member(cast.guest)(id), role: 'manager' as const }), '', {
      expected: managesThen('manageMembers', () => 'Invalid'),
    }),
  ],
  'groups.transferOwnershipAction': [
    attempt(transferOwnership, theGroups, member(cast.member), '', { expected: manages('transfer') }),
    attempt(transferOwnership, theGroups, member(cast.follower), '', {
      expected: managesThen('transfer', () => 'Invalid'),
    }),
  ],
  'groups.inviteToGroupAction': [
    attempt(inviteToGroup, theGroups, invited('internal'), '', { expected: manages('invite') }),
    attempt(inviteToGroup, theGroups, invited('guest'), '', {
      expected: managesThen('invite', (_, group) => (group?.allowsGuests ? 'Forbidden' : 'Invalid')),
    }),
  ],
  'groups.archiveGroupAction': [attempt(archiveGroup, theGroups, inGroup, '', { expected: manages('archive') })],
  'groups.reactivateGroupAction': [attempt(reactivateGroup, theGroups, inGroup, '', { expected: manages('archive') })],
  'groups.deleteGroupAction': [
    attempt(deleteGroup, theGroups, (groupId) => ({ groupId, name: nameOf(groupId) }), '', {
      expected: manages('delete'),
    }),
  ],
};

function addedBy(isGuest: boolean, permissions: readonly string[]): string {
  if (isGuest) return 'NotFound';
  return permissions.includes('modify_all_data') ? 'ok' : 'Forbidden';
}
