import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { createGroupAction } from '@/lib/groups/actions';
import { AccessField, BroadcastField, DescriptionField, GuestsField, NameField } from './group-fields';

/** What a new group needs: a name, and who can see it. */
export function NewGroupForm() {
  return (
    <ActionForm action={createGroupAction} className="card form p-4 sm:p-6">
      <NameField />
      <DescriptionField />
      <AccessField choices={['public', 'private', 'unlisted']} />
      <div className="grid gap-2">
        <BroadcastField />
        <GuestsField />
      </div>
      <div className="form-end">
        <Button look="primary">Create group</Button>
        <ButtonLink look="quiet" href="/groups">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
