import 'server-only';
import type { Tx } from '@/db/writer';
import { isFresh } from '@/lib/access/arrivals';
import { env } from '@/lib/env';

/** Whether nobody is here yet and there is no other way in: then whoever reads the server's log may be the first. */
export async function isBootstrapping(tx?: Tx): Promise<boolean> {
  return !env.DEMO && !env.OIDC_ISSUER && !env.ADMIN_EMAIL && (await isFresh(tx));
}
