import { NotFound } from '@/lib/errors';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import { stopMail } from '@/lib/unsubscribe/stop-mail';

type Context = { params: Promise<{ token: string }> };

const answer = (status: number) => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });

/** Whether a mail program says that its user wants this (RFC 8058), and not something that only tries links. */
async function isOneClick(request: Request): Promise<boolean> {
  try {
    return (await request.formData()).get('List-Unsubscribe') === 'One-Click';
  } catch {
    return false;
  }
}

/** The button of mail programs: what List-Unsubscribe names, taken without a session or an Origin. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!(await isOneClick(request))) return answer(400);
  try {
    const undo = await stopMail({ token: (await params).token, all: false });
    log.info('unsubscribe.one_click', { changed: undo !== null });
    return answer(200);
  } catch (error) {
    if (error instanceof NotFound) return answer(404);
    if (!isDatabaseDown(error)) log.error('unsubscribe.one_click', error);
    return answer(503);
  }
}
