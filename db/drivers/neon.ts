import { neonConfig, Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import ws from 'ws';
import type { Database } from '../database';
import { openPool } from './pool';
import { statementLogger } from './statements';

/**
 * Neon over WebSockets. `?ws_proxy=host:port/path` in the URL sends them through a plain proxy instead of Neon's
 * own, which is how the tests reach a local Postgres.
 */
export function openNeon(given: string): Database {
  const url = new URL(given);
  const proxy = url.searchParams.get('ws_proxy');
  url.searchParams.delete('ws_proxy');
  neonConfig.webSocketConstructor = ws;
  if (proxy) goThrough(proxy);
  return openPool('neon', url.href, (config) => {
    const pool = new Pool(config);
    return { pool, db: drizzle(pool, { casing: 'snake_case', logger: statementLogger }) };
  });
}

function goThrough(proxy: string) {
  neonConfig.wsProxy = proxy;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  // The default sends the password ahead, which servers with trust or SCRAM refuse.
  neonConfig.pipelineConnect = false;
}
