import { currentSession } from '@/lib/auth/current';
import { TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { completeMention, completeTopic } from '@/lib/mentions/queries';

const TYPING = { name: 'completions', count: 300, seconds: 60 };

/** What to offer while someone types `@` or `#`: { items: [{ value, label, detail, note? }] }. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return Response.json({ items: [] }, { status: 401 });
  const { searchParams } = new URL(request.url);
  const typed = (searchParams.get('q') ?? '').slice(0, 100);
  try {
    await countUse(TYPING, session.viewer.id);
  } catch (error) {
    if (error instanceof TooMany) return Response.json({ items: [] }, { status: 429 });
    throw error;
  }
  const items =
    searchParams.get('type') === 'topic'
      ? await completeTopic(session.viewer, typed)
      : await completeMention(session.viewer, typed, searchParams.get('in') ?? '');
  return Response.json({ items });
}
