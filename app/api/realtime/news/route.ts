import { currentSession } from '@/lib/auth/current';
import { hasNews } from '@/lib/realtime/queries';
import { isDatabaseDown } from '@/lib/server/database-down';

const headers = { 'Cache-Control': 'no-store' };

/** Whether a page that was made at a time may show less than there is now. For pages that could not be told. */
export async function GET(request: Request): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) return Response.json({ error: 'Signed out' }, { status: 401, headers });
    const at = new Date(new URL(request.url).searchParams.get('at') ?? '');
    return Response.json({ hasNews: await hasNews(session.viewer, at) }, { headers });
  } catch (error) {
    // A failure would stand on the console of every open page.
    if (isDatabaseDown(error)) return Response.json({ hasNews: null }, { headers });
    throw error;
  }
}
