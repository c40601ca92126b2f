import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Field } from '@/components/ui/field.client';
import { saveEmailSettingsAction } from '@/lib/email-settings/actions';
import { MAX_SENDER_NAME } from '@/lib/email-settings/rules';
import type { EmailSettingsView } from '@/lib/email-settings/view-models';

/** The switches of the organisation. */
export function EmailSettingsForm({ settings }: { settings: EmailSettingsView }) {
  const { isOn, allowsReplies, allowsGroupPosts, hidesContent, senderName, version } = settings;
  return (
    <ActionForm action={saveEmailSettingsAction} id="email">
      <input type="hidden" name="version" value={version} />
      <Checkbox
        name="isOn"
        label="Send email"
        hint="Off, nothing goes out but sign-in links and tests. What waits is cancelled."
        isChecked={isOn}
      />
      <Checkbox
        name="allowsReplies"
        label="Answers by email become comments"
        hint="By the person a mail went to, from their own address, to what it was about."
        isChecked={allowsReplies}
      />
      <Checkbox
        name="allowsGroupPosts"
        label="Members post to their groups by email"
        hint="To the address on the group’s page."
        isChecked={allowsGroupPosts}
      />
      <Checkbox
        name="hidesContent"
        label="Keep what people wrote out of email"
        hint="Mail then says that there is something, and not what. Digests too."
        isChecked={hidesContent}
      />
      <Field
        label="Sender name"
        name="senderName"
        hint="As people see it in their inbox"
        defaultValue={senderName}
        maxLength={MAX_SENDER_NAME}
        required
      />
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}
