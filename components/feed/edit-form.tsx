import { ActionForm } from '@/components/ui/action-form.client';
import { TextArea } from '@/components/ui/field.client';
import type { FormAction } from '@/lib/forms/state';
import { ConfirmMention } from './confirm-mention.client';

type EditFormProps = {
  action: FormAction;
  id: string;
  version: number;
  source: string;
  label: string;
  cancelHref: string;
};

/** Changes the text of a post or a comment; what it said before stays in its history. */
export function EditForm({ action, id, version, source, label, cancelHref }: EditFormProps) {
  return (
    <ActionForm action={action} id="edit">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <TextArea
        name="body"
        label={label}
        hint="What it said before stays readable in its history."
        defaultValue={source}
        rows={8}
        required
      />
      <ConfirmMention />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="btn btn-primary">
          Save
        </button>
        <a className="btn" href={cancelHref}>
          Cancel
        </a>
      </div>
    </ActionForm>
  );
}
