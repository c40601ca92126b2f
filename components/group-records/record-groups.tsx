import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field.client';
import { addRecordToGroupAction, removeRecordFromGroupAction } from '@/lib/group-records/actions';
import type { RecordGroups as Groups } from '@/lib/group-records/view-models';

type RecordGroupsProps = { recordId: string; groups: Groups };

function AddForm({ recordId, groups: { choices } }: RecordGroupsProps) {
  return (
    <details className="mt-2">
      <summary className="link meta">Add to group</summary>
      <ActionForm action={addRecordToGroupAction} id="add-to-group" className="form mt-3">
        <input type="hidden" name="recordId" value={recordId} />
        <Select
          name="groupId"
          label="Group"
          hint="It gives nobody access: members find it there if they may read it."
          options={[
            { value: '', label: 'Choose a group' },
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div>
          <Button small>Add to group</Button>
        </div>
      </ActionForm>
    </details>
  );
}

/** Beside a record: the groups that work on it, and the way to add one of one's own. */
export function RecordGroups({ recordId, groups }: RecordGroupsProps) {
  if (groups.groups.length === 0 && groups.choices.length === 0) return null;
  return (
    <Card title="Groups" id="groups">
      {groups.groups.length > 0 && (
        <ul className="rows">
          {groups.groups.map((group) => (
            <li key={group.id} className="flex items-center justify-between gap-2 py-1.5">
              <a className="wrap-anywhere" href={`/groups/${group.slug}`} dir="auto">
                {group.name}
              </a>
              {group.canRemove && (
                <ButtonForm
                  action={removeRecordFromGroupAction}
                  fields={{ recordId, groupId: group.id, anchor: 'groups' }}
                  aria-label={`Remove from ${group.name}`}
                  look="quiet"
                  small
                >
                  Remove
                </ButtonForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {groups.choices.length > 0 && <AddForm recordId={recordId} groups={groups} />}
    </Card>
  );
}
