import type { ButtonAction } from '@/lib/forms/state';

/** The nth id of a page, made from its first: alike ids travel lighter than random ones, and each still is one of a kind. */
export function numberedId(first: string, number: number): string {
  return first.slice(0, -3) + number.toString(16).padStart(3, '0');
}

type CommentFormProps = {
  action: ButtonAction;
  postId: string;
  clientId: string;
  /** Whose audience decides which mentions work; nothing for everyone. */
  subjectId?: string | undefined;
};

/**
 * The comment box of a post in a feed: one line until it is used. The client id makes a second sending of the same form
 * harmless; the draft's place follows from the post.
 */
export function CommentForm({ action, postId, clientId, subjectId }: CommentFormProps) {
  return (
    <form action={action} className="comment-form">
      <input type="hidden" name="id" value={postId} />
      <input type="hidden" name="clientId" value={clientId} />
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
