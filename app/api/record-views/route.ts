import { currentSession } from '@/lib/auth/current';
import { Forbidden, TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { noteViewInput } from '@/lib/list-views/input';
import { noteView } from '@/lib/list-views/note-view';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

const VIEWING = { name: 'record-views', count: 120, seconds: 60 };

function statusOf(error: unknown): number {
  if (error instanceof Forbidden) return 403;
  if (error instanceof TooMany) return 429;
  if (!isDatabaseDown(error)) log.error('record-views.failed', error);
  return 503;
}

const empty = (status: number) => new Response(null, { status });

/** That a record was on the screen for a moment. A route and no action: the page that says so must not be fetched again. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    const session = await currentSession();
    if (!session) return empty(401);
    await countUse(VIEWING, session.viewer.id);
    const sent = Object.fromEntries(new URLSearchParams(await request.text()));
    const { success, data } = noteViewInput.safeParse(sent);
    if (!success) return empty(400);
    await noteView(session.viewer, data);
    return empty(204);
  } catch (error) {
    return empty(statusOf(error));
  }
}
