import type { ButtonAction } from '@/lib/forms/state';

type CommentFormProps = {
  action: ButtonAction;
  postId: string;
  /** Whose audience decides which mentions work; nothing for everyone. */
  subjectId?: string | undefined;
};

/**
 * The comment box of a post in a feed: one line until it is used. The client id makes a second sending of the same form
 * harmless; the draft's place follows from the post.
 */
export function CommentForm({ action, postId, subjectId }: CommentFormProps) {
  return (
    <form action={action} className="comment-form">
      <input type="hidden" name="id" value={postId} />
      <input type="hidden" name="clientId" value={crypto.randomUUID()} />
      <textarea
        name="body"
        rows={1}
        aria-label="Write a comment"
        placeholder="Write a comment"
        dir="auto"
        required
        data-draft=""
        {...(subjectId && { 'data-in': subjectId })}
      />
      <button type="submit" className="btn btn-primary">
        Comment
      </button>
    </form>
  );
}
