import type { Viewer } from '@/lib/access/viewer';
import { currentSession } from '@/lib/auth/current';
import { TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { completeMention, completeRecord, completeTopic } from '@/lib/mentions/queries';
import { completeReference } from '@/lib/records/form-queries';

const TYPING = { name: 'completions', count: 300, seconds: 60 };

const found = {
  mention: completeMention,
  topic: completeTopic,
  record: completeRecord,
  /** Somebody, or a record of the object `in`, named in a form. */
  reference: completeReference,
} satisfies Record<string, (viewer: Viewer, typed: string, placeId: string) => Promise<unknown>>;

const isKind = (type: string | null): type is keyof typeof found => type !== null && Object.hasOwn(found, type);

/** What to offer while someone types `@`, `#` or `/`: { items: [{ value, label, detail, note? }] }. */
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
  const type = searchParams.get('type');
  const items = await found[isKind(type) ? type : 'mention'](session.viewer, typed, searchParams.get('in') ?? '');
  return Response.json({ items });
}
