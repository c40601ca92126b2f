import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@/db/database';
import { newId } from '@/lib/ids';

export const cookieName = 'next-auth.session-token';

/** As lib/auth/current keeps it, which loads only inside Next. */
const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Makes a session for somebody and returns the value of its cookie. */
export async function signIn(database: Database, { id }: { id: string }): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await database.query(
    `insert into sessions (id, token_hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [newId(), tokenHash(token), id],
  );
  return token;
}
