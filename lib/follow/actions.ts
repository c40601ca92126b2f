'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { followFor, unfollowFor } from './follow-for';
import { followSubject } from './follow-subject';
import { followForInput, followInput, followsOwnInput, unfollowForInput, unfollowInput } from './input';
import { setFollowsOwn } from './set-follows-own';
import { unfollowSubject } from './unfollow-subject';

export const followAction = buttonAction('subject.follow', followInput, followSubject);

export const unfollowAction = buttonAction('subject.unfollow', unfollowInput, unfollowSubject);

export const setFollowsOwnAction = formAction('follow.own', followsOwnInput, setFollowsOwn, {
  message: (_, { followsOwn }) =>
    followsOwn ? 'You follow the records that you create from now on.' : 'You follow a record when you say so.',
});

export const followForAction = formAction('follow.for', followForInput, followFor, {
  message: ({ name }) => `They follow ${name} now. This is noted in the audit log.`,
});

export const unfollowForAction = buttonAction('follow.end-for', unfollowForInput, unfollowFor, {
  message: ({ name }) => `They no longer follow ${name}. This is noted in the audit log.`,
});
