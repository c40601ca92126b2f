import { overseeMail } from '@/lib/access/oversee';
import { currentSession } from '@/lib/auth/current';
import { Forbidden, NotFound } from '@/lib/errors';
import { getMailHtml } from '@/lib/mail-ledger/queries';
import { isDatabaseDown } from '@/lib/server/database-down';

type Context = { params: Promise<{ id: string }> };

// What people wrote stands in it. It may look like something, and do nothing: no script, no form, no link, no request.
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
};

const answer = (status: number) => new Response(null, { status, headers });

/** A mail as it looks, for the frame on its page. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) return answer(404);
    const { id } = await params;
    return new Response(await getMailHtml(await overseeMail(session.viewer, id), id), { headers });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return answer(404);
    if (isDatabaseDown(error)) return answer(503);
    throw error;
  }
}
