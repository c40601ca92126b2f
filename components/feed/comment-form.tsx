import type { ButtonAction } from '@/lib/forms/state';

type CommentFormProps = {
  action: ButtonAction;
  postId: string;
  /** The comment that is answered. */
  parentId?: string;
  /** Whose audience decides which mentions work; nothing for everyone. */
  subjectId?: string | undefined;
  /** What was typed before, given back after a refusal or a new sign-in. */
  value?: string;
  clientId?: string;
  problem?: string;
};

/** One line until it is used. The client id makes a second sending of the same form harmless. */
export function CommentForm({ action, postId, parentId, subjectId, value, clientId, problem }: CommentFormProps) {
  const place = `comment:${parentId ?? postId}`;
  return (
    <form action={action} className="comment-form" id={parentId ? 'reply' : undefined}>
      <input type="hidden" name="id" value={postId} />
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      <input type="hidden" name="clientId" value={clientId ?? crypto.randomUUID()} />
      {problem && (
        <p className="field-error i i-alert" role="alert" id={`${place}-error`}>
          {problem}
        </p>
      )}
      <textarea
        name="body"
        rows={1}
        aria-label={parentId ? 'Write a reply' : 'Write a comment'}
        placeholder={parentId ? 'Write a reply' : 'Write a comment'}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${place}-error` : undefined}
        defaultValue={value}
        dir="auto"
        required
        data-draft={place}
        data-in={subjectId}
      />
      <button type="submit" className="btn btn-primary">
        {parentId ? 'Reply' : 'Comment'}
      </button>
    </form>
  );
}
