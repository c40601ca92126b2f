'use client';

import { useField } from '@/components/ui/action-form.client';

type PostBoxProps = {
  label: string;
  clientId: string;
  defaultValue?: string | undefined;
  /** Where its draft is kept: `post:SUBJECT`. */
  draft: string;
  /** Whose audience decides which mentions work; nothing for everyone. */
  subjectId?: string | undefined;
  describedBy?: string | undefined;
  isOpen?: boolean;
};

/** The text box of the publisher; after a refusal it has what was typed, and the same client id. */
export function PostBox({
  label,
  clientId,
  defaultValue,
  draft,
  subjectId,
  describedBy,
  isOpen = false,
}: PostBoxProps) {
  const { id, error, value } = useField('body');
  const sent = useField('clientId').value;
  // Only on the page that was opened for writing; there the focus belongs in the box, with JavaScript and without.
  const focused = isOpen ? { autoFocus: true } : {};
  return (
    <div className="box min-w-0">
      <input type="hidden" name="clientId" value={sent ?? clientId} />
      <textarea
        id={id}
        name="body"
        rows={1}
        aria-label={label}
        placeholder={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-error`, describedBy].filter(Boolean).join(' ') || undefined}
        defaultValue={value ?? defaultValue}
        dir="auto"
        required
        {...focused}
        data-draft={draft}
        data-in={subjectId}
      />
      {error && (
        <p className="field-error i i-alert" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
