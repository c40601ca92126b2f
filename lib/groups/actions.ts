'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { addMember } from './add-member';
import { archiveGroup } from './archive-group';
import { askToJoin } from './ask-to-join';
import { changeRole } from './change-role';
import { createGroup } from './create-group';
import { decideRequest } from './decide-request';
import { deleteGroup } from './delete-group';
import { editGroup } from './edit-group';
import {
  createGroupInput,
  decisionInput,
  deletionInput,
  editGroupInput,
  groupInput,
  invitationInput,
  memberInput,
  roleInput,
  transferInput,
} from './input';
import { inviteToGroup } from './invite-to-group';
import { joinGroup } from './join-group';
import { leaveGroup } from './leave-group';
import { reactivateGroup } from './reactivate-group';
import { removeMember } from './remove-member';
import { transferOwnership } from './transfer-ownership';
import { withdrawRequest } from './withdraw-request';

const page = ({ slug }: { slug: string }) => `/groups/${slug}`;

export const createGroupAction = formAction('group.create', createGroupInput, createGroup, { goTo: page });

export const editGroupAction = formAction('group.edit', editGroupInput, editGroup, {
  goTo: page,
  message: 'The group is saved.',
});

export const joinGroupAction = buttonAction('group.join', groupInput, joinGroup, {
  message: ({ name }) => `You are in ${name} now.`,
});

export const leaveGroupAction = buttonAction('group.leave', groupInput, leaveGroup, {
  goTo: ({ slug, access }) => (access === 'unlisted' ? '/groups' : `/groups/${slug}`),
  message: ({ name }) => `You left ${name}.`,
});

export const askToJoinAction = buttonAction('group.ask', groupInput, askToJoin, {
  message: ({ name }) => `You asked to join ${name}. Its owner and managers decide.`,
});

export const withdrawRequestAction = buttonAction('group.withdraw', groupInput, withdrawRequest, {
  message: ({ name }) => `You no longer ask to join ${name}.`,
});

export const decideRequestAction = formAction('group.decide', decisionInput, decideRequest, {
  goTo: ({ slug }) => `/groups/${slug}/members`,
  message: ({ name, status }) => (status === 'accepted' ? `${name} is in the group now.` : `You declined ${name}.`),
  isGoneOnConflict: true,
});

export const addMemberAction = buttonAction('group.add-member', memberInput, addMember, {
  message: ({ name }) => `${name} is in the group now.`,
});

export const removeMemberAction = buttonAction('group.remove-member', memberInput, removeMember, {
  message: ({ name }) => `${name} is no longer in the group.`,
});

export const changeRoleAction = buttonAction('group.change-role', roleInput, changeRole, {
  message: ({ name }, { role }) => (role === 'manager' ? `${name} manages the group now.` : `${name} is a member now.`),
});

export const transferOwnershipAction = formAction('group.transfer', transferInput, transferOwnership, {
  goTo: page,
  message: ({ name }) => `${name} owns this group now.`,
});

export const inviteToGroupAction = formAction('group.invite', invitationInput, inviteToGroup, {
  message: ({ email, link }) => `Send ${email} this link: ${link}`,
});

export const archiveGroupAction = buttonAction('group.archive', groupInput, archiveGroup, {
  goTo: page,
  message: () => 'The group is archived.',
});

export const reactivateGroupAction = buttonAction('group.reactivate', groupInput, reactivateGroup, {
  goTo: page,
  message: () => 'The group is active again.',
});

export const deleteGroupAction = formAction('group.delete', deletionInput, deleteGroup, {
  goTo: () => '/groups',
  message: ({ name }) => `${name} is deleted, with everything that was posted in it.`,
});
