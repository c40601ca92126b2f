import { Button } from '@/components/ui/button';
import { markReadAction } from '@/lib/notifications/actions';
import { ReadNow } from './read-now.client';

/** Whoever sees a post has read what stands about it under the bell. Without JavaScript they say so themselves. */
export function ReadHere({ itemId }: { itemId: string }) {
  return (
    <form
      action={markReadAction}
      className="by-hand card flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2"
    >
      <input type="hidden" name="itemId" value={itemId} />
      <ReadNow />
      <p className="i i-bell flex items-center gap-2.5">This stands unread in your notifications.</p>
      <Button small icon="check">
        Mark as read
      </Button>
    </form>
  );
}
