'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { limits } from '@/lib/forms/rate-limit';
import { bookmarkPost, unbookmarkPost } from './bookmark-post';
import { addTopic, removeTopic } from './change-topics';
import { commentDraft, keepRefusedComment, postDraft } from './composer-drafts';
import { createComment } from './create-comment';
import { createPost } from './create-post';
import { deleteComment } from './delete-comment';
import { deletePost } from './delete-post';
import { editComment } from './edit-comment';
import { editPost } from './edit-post';
import {
  createCommentInput,
  createPostInput,
  editCommentInput,
  editPostInput,
  keepDensityInput,
  keepSortInput,
  oneId,
  topicInput,
} from './input';
import { keepDensity } from './keep-density';
import { keepSort } from './keep-sort';
import { likeComment, unlikeComment } from './like-comment';
import { likePost, unlikePost } from './like-post';
import { mutePost, unmutePost } from './mute-post';

export const createPostAction = formAction('create-post', createPostInput, createPost, {
  limit: limits.post,
  draft: postDraft,
  message: 'Shared.',
});
export const editPostAction = formAction('edit-post', editPostInput, editPost, {
  goTo: ({ postId }) => `/posts/${postId}`,
});
export const deletePostAction = buttonAction('delete-post', oneId, deletePost, {
  goTo: () => '/',
  message: () => 'The post is deleted.',
});
export const createCommentAction = buttonAction('create-comment', createCommentInput, createComment, {
  limit: limits.post,
  draft: commentDraft,
  refused: keepRefusedComment,
});
export const answerPostAction = formAction('create-comment', createCommentInput, createComment, {
  limit: limits.post,
  draft: commentDraft,
});
export const editCommentAction = formAction('edit-comment', editCommentInput, editComment, {
  goTo: ({ postId, commentId }) => `/posts/${postId}#comment-${commentId}`,
});
export const deleteCommentAction = buttonAction('delete-comment', oneId, deleteComment, {
  goTo: ({ postId }) => `/posts/${postId}`,
  message: () => 'The comment is deleted.',
});
export const likePostAction = buttonAction('like-post', oneId, likePost);
export const unlikePostAction = buttonAction('unlike-post', oneId, unlikePost);
export const likeCommentAction = buttonAction('like-comment', oneId, likeComment);
export const unlikeCommentAction = buttonAction('unlike-comment', oneId, unlikeComment);
export const bookmarkPostAction = buttonAction('bookmark-post', oneId, bookmarkPost);
export const unbookmarkPostAction = buttonAction('unbookmark-post', oneId, unbookmarkPost);
export const mutePostAction = buttonAction('mute-post', oneId, mutePost, {
  message: () => 'Muted. It comes back when someone mentions you on it.',
});
export const unmutePostAction = buttonAction('unmute-post', oneId, unmutePost);
export const addTopicAction = formAction('add-topic', topicInput, addTopic);
export const removeTopicAction = buttonAction('remove-topic', topicInput, removeTopic);
export const keepSortAction = buttonAction('keep-sort', keepSortInput, keepSort, {
  message: () => 'Your feeds open in this order from now on.',
});
export const keepDensityAction = buttonAction('keep-density', keepDensityInput, keepDensity, {
  message: ({ density }) =>
    density === 'fewer' ? 'Your feed shows fewer updates from now on.' : 'Your feed shows all updates from now on.',
});
