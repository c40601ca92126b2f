import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { saveNotificationDefaultsAction } from '@/lib/notifications/actions';
import type { NotificationDefaults } from '@/lib/notifications/view-models';
import { ChannelTable } from './channel-table';

/** What holds for everyone until they choose otherwise, or whatever they choose. */
export function DefaultsForm({ defaults }: { defaults: NotificationDefaults }) {
  return (
    <ActionForm action={saveNotificationDefaultsAction} id="defaults" className="form is-wide">
      <input type="hidden" name="version" value={defaults.version} />
      <div className="card settings">
        <ChannelTable caption="Where each kind of notification goes" rows={defaults.reasons} id="defaults" canLock />
      </div>
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}
