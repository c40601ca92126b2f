import { currentSession } from '@/lib/auth/current';
import { Forbidden, NotFound } from '@/lib/errors';
import { listRefusals } from '@/lib/imports/queries';
import { refusalsAsCsv } from '@/lib/imports/report-csv';
import { isDatabaseDown } from '@/lib/server/database-down';

type Context = { params: Promise<{ id: string }> };

const answer = (status: number) => new Response(null, { status, headers: { 'Cache-Control': 'private, no-store' } });

const headersOf = (fileName: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="refused.csv"; filename*=UTF-8''${encodeURIComponent(`refused ${fileName}`)}`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
});

/** The rows of one's own import that were not taken, as a file. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) return answer(404);
    const { id } = await params;
    const { fileName, refusals } = await listRefusals(session.viewer, id);
    return new Response(refusalsAsCsv(refusals), { headers: headersOf(fileName) });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return answer(404);
    if (isDatabaseDown(error)) return answer(503);
    throw error;
  }
}
