'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { followSubject } from './follow-subject';
import { followInput, unfollowInput } from './input';
import { unfollowSubject } from './unfollow-subject';

export const followAction = buttonAction('subject.follow', followInput, followSubject);

export const unfollowAction = buttonAction('subject.unfollow', unfollowInput, unfollowSubject);
