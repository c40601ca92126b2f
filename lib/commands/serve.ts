import { env } from '@/lib/env';
import { isBuilt } from './build-app';
import { runNext } from './next';

/** The production server until it ends, which also ends this command. */
export async function serve(args: string[], onStarted?: (url: string) => void) {
  if (!isBuilt()) throw new Error('there is no build. Run npm run build first.');
  const code = await runNext(['start', ...args], {
    env: { NODE_ENV: 'production', PORT: String(env.PORT) },
    ...(onStarted && { onStarted }),
  });
  process.exit(code);
}
