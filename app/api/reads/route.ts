import { currentSession } from '@/lib/auth/current';
import { Forbidden, TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { log } from '@/lib/log';
import { postsReadInput } from '@/lib/reading/input';
import { markPostsRead } from '@/lib/reading/mark-read';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

const READING = { name: 'reads', count: 120, seconds: 60 };

function statusOf(error: unknown): number {
  if (error instanceof Forbidden) return 403;
  if (error instanceof TooMany) return 429;
  if (!isDatabaseDown(error)) log.error('reads.failed', error);
  return 503;
}

const empty = (status: number) => new Response(null, { status });

/** What a page says was on the screen for a while. A route and no action: the page that says so must not be fetched again. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    const session = await currentSession();
    if (!session) return empty(401);
    await countUse(READING, session.viewer.id);
    const sent = new URLSearchParams(await request.text()).getAll('id');
    const { success, data } = postsReadInput.safeParse({ ids: sent });
    if (!success) return empty(400);
    await markPostsRead(session.viewer, data);
    return empty(204);
  } catch (error) {
    return empty(statusOf(error));
  }
}
