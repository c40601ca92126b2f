import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/choices.client';
import { Field, TextArea } from '@/components/ui/field.client';
import { editGroupAction } from '@/lib/groups/actions';
import { accessChoices, MAX_INFORMATION, MAX_INFORMATION_TITLE } from '@/lib/groups/rules';
import type { GroupView } from '@/lib/groups/view-models';
import {
  AccessField,
  AutoArchiveField,
  BroadcastField,
  DescriptionField,
  GuestsField,
  NameField,
} from './group-fields';

function InformationFields({ group }: { group: GroupView }) {
  return (
    <>
      <Field
        name="informationTitle"
        label="Title of the information"
        hint={`At most ${MAX_INFORMATION_TITLE} characters.`}
        defaultValue={group.informationTitle}
        autoComplete="off"
      />
      <TextArea
        name="information"
        label="Information"
        hint={`For members, in at most ${MAX_INFORMATION.toLocaleString('en')} characters: links, dates, house rules. Lists, links and **bold** work.`}
        defaultValue={group.information}
      />
    </>
  );
}

function AccessFields({ group }: { group: GroupView }) {
  const choices = accessChoices(group.access, group.allowsGuests);
  const canOpen = group.access !== 'public' && choices.includes('public');
  return (
    <>
      <AccessField choices={choices} current={group.access} />
      {canOpen && (
        <Checkbox
          name="confirmAccess"
          label="Yes, show everything posted so far"
          hint="Needed only to make the group public. Whoever has read it by then has read it."
        />
      )}
    </>
  );
}

/** What a group says of itself and who sees it. */
export function SettingsForm({ group }: { group: GroupView }) {
  return (
    <Card title="Group">
      <ActionForm action={editGroupAction} id="edit">
        <input type="hidden" name="groupId" value={group.id} />
        <input type="hidden" name="version" value={group.version} />
        <NameField name={group.name} />
        <DescriptionField description={group.description} />
        <InformationFields group={group} />
        <AccessFields group={group} />
        <div className="grid gap-2">
          <BroadcastField isBroadcast={group.isBroadcast} />
          <AutoArchiveField isDisabled={group.isAutoArchiveDisabled} />
          {group.access !== 'public' && <GuestsField allowsGuests={group.allowsGuests} />}
        </div>
        <div className="form-end">
          <Button look="primary">Save</Button>
          <ButtonLink look="quiet" href={`/groups/${group.slug}`}>
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </Card>
  );
}
