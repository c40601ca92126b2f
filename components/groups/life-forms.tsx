import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonForm, ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Select } from '@/components/ui/field.client';
import type { PersonLine } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import {
  archiveGroupAction,
  deleteGroupAction,
  reactivateGroupAction,
  transferOwnershipAction,
} from '@/lib/groups/actions';
import type { GroupView } from '@/lib/groups/view-models';

/** Closing a group to new posts, and opening it again. */
export function ArchiveForm({ group }: { group: GroupView }) {
  const { isArchived } = group;
  return (
    <Card title={isArchived ? 'Reactivate' : 'Archive'}>
      <p className="mb-3 max-w-[60ch] text-pretty">
        {isArchived
          ? 'Members can post here again, and the group counts as one of their groups.'
          : 'Nobody posts here any more. Reading, searching and commenting go on, and you can reactivate the group at any time.'}
      </p>
      <ButtonForm action={isArchived ? reactivateGroupAction : archiveGroupAction} fields={{ groupId: group.id }}>
        {isArchived ? 'Reactivate group' : 'Archive group'}
      </ButtonForm>
    </Card>
  );
}

/** Giving a group to another member. */
export function TransferForm({ group, heirs }: { group: GroupView; heirs: readonly PersonLine[] }) {
  const options = heirs.map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name }));
  return (
    <Card title="Give the group away">
      {heirs.length === 0 ? (
        <p className="max-w-[60ch]">Nobody else in this group could own it. Add somebody first.</p>
      ) : (
        <ActionForm action={transferOwnershipAction} id="transfer">
          <input type="hidden" name="groupId" value={group.id} />
          <Select
            name="personId"
            label="New owner"
            hint="Whoever owns it now stays in the group as a manager."
            options={[{ value: '', label: 'Choose a member' }, ...options]}
          />
          <div>
            <Button>Transfer ownership</Button>
          </div>
        </ActionForm>
      )}
    </Card>
  );
}

/** The way to the page that deletes a group. */
export function DeleteLink({ group }: { group: GroupView }) {
  return (
    <Card title="Delete">
      <p className="mb-3 max-w-[60ch] text-pretty">
        Deletes the group with everything posted in it, for everyone and for good. If it has only gone quiet, archive it
        instead.
      </p>
      <ButtonLink look="danger" href={`/groups/${group.slug}/settings/delete`}>
        Delete group…
      </ButtonLink>
    </Card>
  );
}

/** Deletes a group once its name has been typed. */
export function DeleteForm({ group, locale }: { group: GroupView; locale: string }) {
  const members = plural(group.memberCount, { one: '# member loses', other: '# members lose' }, locale);
  return (
    <ActionForm action={deleteGroupAction} id="delete" className="card form p-4 sm:p-6">
      <input type="hidden" name="groupId" value={group.id} />
      <p className="text-pretty">
        This deletes every post, comment and photo in <b dir="auto">{group.name}</b>. {members} it, nobody can bring it
        back, and links to its posts lead nowhere.
      </p>
      <Field
        name="name"
        label={
          <>
            Type the name of the group to delete it: <b dir="auto">{group.name}</b>
          </>
        }
        autoComplete="off"
      />
      <div className="form-end">
        <Button look="danger">Delete group for good</Button>
        <ButtonLink look="quiet" href={`/groups/${group.slug}/settings`}>
          Keep it
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
