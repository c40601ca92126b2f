import { Checkbox, RadioGroup } from '@/components/ui/choices.client';
import { Field, TextArea } from '@/components/ui/field.client';
import { NOTICE_DAYS, QUIET_DAYS } from '@/lib/groups/quiet-rules';
import { accessChanges, accessNames, accessSentences, MAX_DESCRIPTION, MAX_GROUP_NAME } from '@/lib/groups/rules';
import type { GroupAccess } from '@/lib/groups/view-models';

export function NameField({ name = '' }: { name?: string }) {
  return (
    <Field
      name="name"
      label="Name"
      hint={`At most ${MAX_GROUP_NAME} characters.`}
      defaultValue={name}
      autoComplete="off"
    />
  );
}

export function DescriptionField({ description = '' }: { description?: string }) {
  return (
    <TextArea
      name="description"
      label="Description"
      hint={`What the group is for, in at most ${MAX_DESCRIPTION.toLocaleString('en')} characters. Whoever can find the group reads it.`}
      defaultValue={description}
    />
  );
}

/** Who sees the group. For one that exists, what a change would do to what has been posted. */
export function AccessField({ choices, current }: { choices: readonly GroupAccess[]; current?: GroupAccess }) {
  const hint = (to: GroupAccess) => {
    const change = current && accessChanges[`${current}-${to}`];
    return change ? `${accessSentences[to]} ${change}` : accessSentences[to];
  };
  return (
    <RadioGroup
      legend="Who can see it"
      name="access"
      options={choices.map((access) => ({ value: access, label: accessNames[access], hint: hint(access) }))}
      defaultValue={current ?? 'public'}
    />
  );
}

export function BroadcastField({ isBroadcast = false }: { isBroadcast?: boolean }) {
  return (
    <Checkbox
      name="isBroadcast"
      label="Only owner and managers post"
      hint="Everyone else reads and comments."
      isChecked={isBroadcast}
    />
  );
}

export function AutoArchiveField({ isDisabled }: { isDisabled: boolean }) {
  return (
    <Checkbox
      name="isAutoArchiveDisabled"
      label="Keep it active when it is quiet"
      hint={`Otherwise it is archived after ${QUIET_DAYS} days without a post or comment. Its owner and managers are told ${NOTICE_DAYS} days before.`}
      isChecked={isDisabled}
    />
  );
}

/** Once guests are allowed they stay allowed, so the box gives way to a sentence. */
export function GuestsField({ allowsGuests = false }: { allowsGuests?: boolean }) {
  if (allowsGuests)
    return (
      <p className="meta">
        <input type="hidden" name="allowsGuests" value="on" />
        This group allows guests. That cannot be taken back, and its access stays as it is.
      </p>
    );
  return (
    <Checkbox
      name="allowsGuests"
      label="Allow guests"
      hint="People from outside the company can be added. Only for private and unlisted groups, and it cannot be taken back."
    />
  );
}
