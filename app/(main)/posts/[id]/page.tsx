import { AnswerForm } from '@/components/feed/answer-form';
import { FeedForms } from '@/components/feed/feed-forms';
import { audienceOf, PostCard } from '@/components/feed/post-card';
import { TopicEditor } from '@/components/feed/topic-editor';
import { OversightNotice } from '@/components/groups/notices';
import { ReadHere } from '@/components/notifications/read-here';
import { ReadMarker } from '@/components/reading/read-marker.client';
import { PageTitle } from '@/components/ui/page-title';
import { overseePost } from '@/lib/access/oversee';
import { topicsIn } from '@/lib/body/references';
import { addTopicAction, answerPostAction, createCommentAction, removeTopicAction } from '@/lib/feed/actions';
import { findDraft, getPost } from '@/lib/feed/queries';
import type { PostView } from '@/lib/feed/view-models';
import { hasUnread } from '@/lib/notifications/queries';
import { MAX_TOPICS_PER_POST } from '@/lib/topics/rules';
import { feedActions, readerOf } from '../../../feed-block';
import { visit } from '../../../visit';

const restrictedTo = ({ place }: PostView) =>
  place?.kind === 'group' && place.group.access !== 'public' ? place.group.id : null;

export default visit(async (viewer, { params: { id = '' }, search, session }) => {
  const reading = await overseePost(viewer, id);
  const post = await getPost(reading, id);
  const [kept, isUnread] = await Promise.all([
    findDraft(viewer, `comment:${post.id}`),
    session.unreadCount > 0 && hasUnread(viewer, post.id),
  ]);
  const reader = readerOf(session);
  const answered = post.comments.find((comment) => comment.id === search.reply);
  const form = (parentId?: string) => (
    <AnswerForm
      action={answerPostAction}
      postId={post.id}
      parentId={parentId}
      subjectId={audienceOf(post)}
      kept={parentId ? null : kept}
      answers={answered && parentId ? answered.author.name : undefined}
    />
  );
  return {
    title: `${post.author.name} on Chatter`,
    // Each look with a permission is recorded: such a page does not look by itself.
    live: reading === viewer ? { about: [], audience: restrictedTo(post) } : undefined,
    body: (
      <>
        <PageTitle isHidden>Post by {post.author.name}</PageTitle>
        {reading !== viewer && (
          <OversightNotice access={post.place?.kind === 'group' ? post.place.group.access : 'private'} />
        )}
        {isUnread && <ReadHere itemId={post.id} />}
        <FeedForms actions={feedActions} />
        <PostCard
          post={post}
          reader={reader}
          comment={createCommentAction}
          commentForm={form()}
          reply={answered && { parentId: answered.id, form: form(answered.id) }}
        />
        {post.isUnread && <ReadMarker />}
        {post.can.assignTopics && (
          <TopicEditor
            id={post.id}
            title="Topics of this post"
            most={MAX_TOPICS_PER_POST}
            topics={[...topicsIn(post.body), ...post.topics]}
            add={addTopicAction}
            remove={removeTopicAction}
          />
        )}
        {post.editedAt && (
          <p className="meta">
            <a className="link" href={`/posts/${post.id}/history`}>
              What this said before
            </a>
          </p>
        )}
      </>
    ),
  };
});
