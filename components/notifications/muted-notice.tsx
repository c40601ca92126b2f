import { ButtonForm } from '@/components/ui/button';
import type { GroupLine, Reader } from '@/lib/feed/view-models';
import { untilTime } from '@/lib/format';
import { muteGroupAction } from '@/lib/notifications/actions';

type Props = { group: Pick<GroupLine, 'id'>; until: string; reader: Reader };

/** That one hears nothing of a group for now, until when, and the way back. */
export function MutedNotice({ group, until, reader: { now, locale, timeZone } }: Props) {
  return (
    <div className="card flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
      <p className="i i-mute flex items-center gap-2.5">Muted until {untilTime(until, now, locale, timeZone)}</p>
      <ButtonForm action={muteGroupAction} fields={{ groupId: group.id, period: 'off' }} small>
        Unmute
      </ButtonForm>
    </div>
  );
}
