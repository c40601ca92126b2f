import 'server-only';
import type { z } from 'zod';
import type { Viewer } from '@/lib/access/viewer';
import { currentSession } from '@/lib/auth/current';
import { Forbidden, TooMany } from '@/lib/errors';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';
import { countUse, type Limit } from './rate-limit';

type Note<S extends z.ZodType> = {
  limit: Limit;
  /** What was sent, as the schema wants it. */
  read: (sent: URLSearchParams) => unknown;
  schema: S;
  work: (viewer: Viewer, input: z.output<S>) => Promise<unknown>;
};

const empty = (status: number) => new Response(null, { status });

function statusOf(name: string, error: unknown): number {
  if (error instanceof Forbidden) return 403;
  if (error instanceof TooMany) return 429;
  if (!isDatabaseDown(error)) log.error(`${name}.failed`, error);
  return 503;
}

/**
 * The POST by which a page says what was on the screen. A route and no action: the page that says so must not be fetched
 * again. Answers in a status alone.
 */
export function noteRoute<S extends z.ZodType>({ limit, read, schema, work }: Note<S>) {
  return async (request: Request): Promise<Response> => {
    try {
      assertSameOrigin(request);
      const session = await currentSession();
      if (!session) return empty(401);
      await countUse(limit, session.viewer.id);
      const { success, data } = schema.safeParse(read(new URLSearchParams(await request.text())));
      if (!success) return empty(400);
      await work(session.viewer, data);
      return empty(204);
    } catch (error) {
      return empty(statusOf(limit.name, error));
    }
  };
}
