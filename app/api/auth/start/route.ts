import { signInLimits } from '@/lib/auth/limits';
import { startOidc, toLogin } from '@/lib/auth/oidc';
import { Forbidden, TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { returnPath } from '@/lib/forms/return-path';
import { currentRequest } from '@/lib/request';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

/** The button "Sign in with NAME": a plain form, so that it works without JavaScript. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    await countUse(signInLimits.start, currentRequest()?.ip ?? 'unknown');
  } catch (error) {
    if (error instanceof Forbidden) return new Response('This form came from elsewhere.', { status: 403 });
    if (error instanceof TooMany) return toLogin('too_many', '/');
    if (isDatabaseDown(error))
      return new Response('The database cannot be reached. Please try again.', { status: 503 });
    throw error;
  }
  const wanted = (await request.formData()).get('return');
  return startOidc(returnPath(typeof wanted === 'string' ? wanted : null));
}
