import { ActionForm } from '@/components/ui/action-form.client';
import type { FormAction } from '@/lib/forms/state';
import { ConfirmMention } from './confirm-mention.client';
import { PostBox } from './post-box.client';

type AnswerFormProps = {
  action: FormAction;
  postId: string;
  /** The comment that is answered, and whose it is. */
  parentId?: string | undefined;
  answers?: string | undefined;
  subjectId?: string | undefined;
  kept?: { source: string; clientId: string } | null;
};

/** The comment box of a post's own page: it says what is wrong and keeps what was typed. */
export function AnswerForm({ action, postId, parentId, answers, subjectId, kept }: AnswerFormProps) {
  return (
    <ActionForm action={action} id={parentId ? 'reply' : 'comment'} className="comment-form">
      <input type="hidden" name="id" value={postId} />
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      <PostBox
        label={answers ? `Reply to ${answers}` : 'Write a comment'}
        clientId={kept?.clientId ?? crypto.randomUUID()}
        defaultValue={kept?.source}
        draft={`comment:${parentId ?? postId}`}
        subjectId={subjectId}
        isOpen={parentId !== undefined}
      />
      <button type="submit" className="btn btn-primary">
        {parentId ? 'Reply' : 'Comment'}
      </button>
      <ConfirmMention />
    </ActionForm>
  );
}
