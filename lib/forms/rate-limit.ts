import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { TooMany } from '@/lib/errors';

/** How often something may be done: `count` times in `seconds`. */
export type Limit = { name: string; count: number; seconds: number };

export const limits = {
  post: { name: 'post', count: 30, seconds: 60 },
  write: { name: 'write', count: 120, seconds: 60 },
  upload: { name: 'upload', count: 20, seconds: 60 },
  search: { name: 'search', count: 60, seconds: 60 },
  signIn: { name: 'sign-in', count: 10, seconds: 60 },
  emailLink: { name: 'email-link', count: 5, seconds: 600 },
} satisfies Record<string, Limit>;

/**
 * Counts one use by `who` (a person's id, an address, an IP) in the current window, in Postgres, so that every process
 * counts together. Throws TooMany with the seconds that are left of the window.
 */
export async function countUse(limit: Limit, who: string): Promise<void> {
  const used = await transaction(async (tx) => {
    const { rows } = await tx.execute(sql`
      insert into rate_limits as r (key, window_start, count) values (${`${limit.name}:${who}`}, date_trunc('second', now()), 1)
      on conflict (key) do update set
        count = case when r.window_start > now() - make_interval(secs => ${limit.seconds}) then r.count + 1 else 1 end,
        window_start = case when r.window_start > now() - make_interval(secs => ${limit.seconds}) then r.window_start else now() end
      returning count, ceil(extract(epoch from window_start + make_interval(secs => ${limit.seconds}) - now()))::int as "secondsLeft"`);
    return rows[0] as { count: number; secondsLeft: number };
  });
  if (used.count > limit.count) throw new TooMany(Math.max(1, used.secondsLeft));
}
