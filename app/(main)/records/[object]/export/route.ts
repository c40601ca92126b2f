import type { Viewer } from '@/lib/access/viewer';
import { currentSession } from '@/lib/auth/current';
import { Forbidden, Invalid, NotFound, TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { fileName } from '@/lib/list-views/csv-rules';
import { exportRecords } from '@/lib/list-views/export-records';
import { planList } from '@/lib/list-views/plan-rules';
import { findListState } from '@/lib/list-views/view-queries';
import { log } from '@/lib/log';
import { getObject } from '@/lib/objects/queries';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

const EXPORTS = { name: 'exports', count: 10, seconds: 600 };
const MAX_BODY = 100_000;

const refused = (status: number, words: string) =>
  new Response(words, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

function answerTo(error: unknown): Response {
  if (error instanceof NotFound) return refused(404, 'There is no such list.');
  if (error instanceof Forbidden) return refused(403, 'This was not sent from Chatter.');
  if (error instanceof Invalid)
    return refused(400, 'This list uses a field that does not exist or that you may not read.');
  if (error instanceof TooMany) return refused(429, 'That was a lot at once. Please try again in a few minutes.');
  if (!isDatabaseDown(error)) log.error('export.failed', error);
  return refused(503, 'The list could not be sent. Please try again in a moment.');
}

async function listOf(viewer: Viewer, apiName: string, request: Request) {
  if (Number(request.headers.get('content-length')) > MAX_BODY) throw new Invalid({});
  const sent = [...(await request.formData())].map(([name, value]) => [name, String(value)]);
  const object = await getObject(viewer, apiName);
  const { state } = await findListState(viewer, object, new URLSearchParams(sent));
  const plan = planList(object, state.shape, state.q);
  if ('kind' in plan) throw new Invalid({});
  return { object, plan };
}

/** Begins the file before it answers, so that what cannot be sent is said with its status. */
async function started(lines: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const first = await lines.next();
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      if (!first.done) controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

/** A list as a CSV file. A POST, for it is noted; other methods change nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ object: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request);
    const session = await currentSession();
    if (!session) return refused(401, 'You have been signed out. Sign in and send this again.');
    const { viewer } = session;
    const { object, plan } = await listOf(viewer, (await params).object, request);
    await countUse(EXPORTS, viewer.id);
    const name = fileName(object.plural, new Date().toISOString().slice(0, 10));
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    };
    return new Response(await started(exportRecords(viewer, object, plan)), { headers });
  } catch (error) {
    return answerTo(error);
  }
}
