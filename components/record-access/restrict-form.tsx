import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox, RadioGroup } from '@/components/ui/choices.client';
import { restrictRecordAction } from '@/lib/record-access/actions';
import { accessNames, type RecordAccess } from '@/lib/record-access/rules';
import type { Sharing } from '@/lib/record-access/view-models';

const hints: Record<RecordAccess, string> = {
  open: 'They find it, read what is posted on it and post there themselves.',
  restricted:
    'Its owner, everyone above them, and whoever stands under “Shared with”. For all others it is not there, and what was posted on it neither.',
};

/** Keeps a record to those it is shared with, or opens it again. Where the object is private there is nothing to choose. */
export function RestrictForm({ sharing: { record, objectAccess, isPrivate } }: { sharing: Sharing }) {
  if (objectAccess === 'private') return null;
  const access: RecordAccess = isPrivate ? 'restricted' : 'open';
  return (
    <Card title="Open or restricted">
      <ActionForm action={restrictRecordAction} id="restrict">
        <input type="hidden" name="recordId" value={record.id} />
        <RadioGroup
          name="access"
          legend="Who reads it"
          options={(['open', 'restricted'] as const).map((value) => ({
            value,
            label: accessNames[value],
            hint: hints[value],
          }))}
          defaultValue={access}
        />
        {isPrivate && (
          <Checkbox
            name="confirmAccess"
            label="Yes, show everything posted so far to everyone"
            hint="Needed only to open it. Whoever has read it by then has read it."
          />
        )}
        <div>
          <Button>Save</Button>
        </div>
      </ActionForm>
    </Card>
  );
}
