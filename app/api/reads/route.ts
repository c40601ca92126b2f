import { noteRoute } from '@/lib/forms/note-route';
import { postsReadInput } from '@/lib/reading/input';
import { markPostsRead } from '@/lib/reading/mark-read';

/** Posts that were on the screen for a while. */
export const POST = noteRoute({
  limit: { name: 'reads', count: 120, seconds: 60 },
  read: (sent) => ({ ids: sent.getAll('id') }),
  schema: postsReadInput,
  work: markPostsRead,
});
