import { cast } from '@/db/cast';
import { bookmarkPost, unbookmarkPost } from '@/lib/feed/bookmark-post';
import { addTopic, removeTopic } from '@/lib/feed/change-topics';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { deletePost } from '@/lib/feed/delete-post';
import { editComment } from '@/lib/feed/edit-comment';
import { editPost } from '@/lib/feed/edit-post';
import { keepDensity } from '@/lib/feed/keep-density';
import { keepSort } from '@/lib/feed/keep-sort';
import { likeComment, unlikeComment } from '@/lib/feed/like-comment';
import { likePost, unlikePost } from '@/lib/feed/like-post';
import { mutePost, unmutePost } from '@/lib/feed/mute-post';
import { followSubject } from '@/lib/follow/follow-subject';
import { unfollowSubject } from '@/lib/follow/unfollow-subject';
import { newId } from '@/lib/ids';
import { markGroupRead } from '@/lib/reading/mark-read';
import { type ActionRows, attempt, nothing } from './attempts';
import { onePerPlace, theComments, theGroups, thePeople, thePosts, theTopics } from './things';

const one = (id: string) => ({ id });
const text = (subjectId: string) => ({ subjectId, body: 'A new text', clientId: newId(), confirm: true });
const changed = (id: string) => ({ id, body: 'A changed text', version: 1, confirm: true });
const answer = (id: string) => ({ id, body: 'An answer', clientId: newId(), confirm: true });
const withTopic = (id: string) => ({ id, topic: 'newtech' });
const withNewTopic = (id: string) => ({ id, topic: 'never heard of' });

const somePosts = onePerPlace(thePosts);
const someComments = onePerPlace(theComments);

/** Under a public post one answers only what stands under it, whatever else one can see. */
const { id: openPost, commentId, replyId } = cast.posts.public.owner;
const answerToForeign = attempt(createComment, theComments, (parentId) => ({ ...answer(openPost), parentId }), '', {
  expected: ({ who }, { id }) => (!who.isGuest && [commentId, replyId].includes(id) ? 'ok' : 'NotFound'),
});

export const feedAttempts: ActionRows = {
  'feed.createPostAction': [attempt(createPost, theGroups, text, 'post'), attempt(createPost, thePeople, text, 'post')],
  'feed.editPostAction': [attempt(editPost, thePosts, changed, 'edit')],
  'feed.deletePostAction': [attempt(deletePost, thePosts, one, 'delete')],
  'feed.createCommentAction': [attempt(createComment, thePosts, answer, 'comment'), answerToForeign],
  'feed.answerPostAction': [attempt(createComment, somePosts, answer, 'comment')],
  'feed.editCommentAction': [attempt(editComment, theComments, changed, 'edit')],
  'feed.deleteCommentAction': [attempt(deleteComment, theComments, one, 'delete')],
  'feed.likePostAction': [attempt(likePost, somePosts, one, 'like')],
  'feed.unlikePostAction': [attempt(unlikePost, somePosts, one, 'view')],
  'feed.likeCommentAction': [attempt(likeComment, someComments, one, 'like')],
  'feed.unlikeCommentAction': [attempt(unlikeComment, someComments, one, 'view')],
  'feed.bookmarkPostAction': [attempt(bookmarkPost, somePosts, one, 'bookmark')],
  'feed.unbookmarkPostAction': [attempt(unbookmarkPost, somePosts, one, 'view')],
  'feed.mutePostAction': [attempt(mutePost, somePosts, one, 'mute')],
  'feed.unmutePostAction': [attempt(unmutePost, somePosts, one, 'view')],
  'feed.addTopicAction': [
    attempt(addTopic, somePosts, withTopic, 'assignTopics'),
    attempt(addTopic, somePosts, withNewTopic, 'assignTopics'),
  ],
  'reading.markGroupReadAction': [
    attempt(markGroupRead, theGroups, (groupId) => ({ groupId, at: new Date().toISOString() }), 'view'),
  ],
  'feed.removeTopicAction': [attempt(removeTopic, somePosts, withTopic, 'assignTopics')],
  'feed.keepSortAction': [
    attempt(keepSort, nothing, () => ({ sort: 'activity' as const }), '', {
      expected: () => 'ok',
      missing: () => 'ok',
    }),
  ],
  'feed.keepDensityAction': [
    attempt(keepDensity, nothing, () => ({ density: 'fewer' as const }), '', {
      expected: () => 'ok',
      missing: () => 'ok',
    }),
  ],
  'follow.followAction': [
    attempt(followSubject, thePeople, (subjectId) => ({ subjectId, kind: 'person' as const }), 'follow', {
      expected: (eyes, thing) => (thing.id === eyes.who.id ? 'Invalid' : thing.answer(eyes, 'follow')),
    }),
    attempt(followSubject, theTopics, (subjectId) => ({ subjectId, kind: 'topic' as const }), 'follow'),
    attempt(followSubject, theGroups, (subjectId) => ({ subjectId, kind: 'person' as const }), '', {
      expected: () => 'NotFound',
    }),
  ],
  // It answers the same for whatever was followed, was not, is gone or never was.
  'follow.unfollowAction': [thePeople, theTopics].map((things) =>
    attempt(unfollowSubject, things, (subjectId) => ({ subjectId }), '', { expected: () => 'ok', missing: () => 'ok' }),
  ),
};
