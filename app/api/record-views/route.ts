import { noteRoute } from '@/lib/forms/note-route';
import { noteViewInput } from '@/lib/list-views/input';
import { noteView } from '@/lib/list-views/note-view';

/** A record that was on the screen for a moment. */
export const POST = noteRoute({
  limit: { name: 'record-views', count: 120, seconds: 60 },
  read: (sent) => Object.fromEntries(sent),
  schema: noteViewInput,
  work: noteView,
});
