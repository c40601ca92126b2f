import pg, { type PoolConfig, type QueryConfig } from 'pg';
import type { Database, Db, Driver, Row } from '../database';
import { countStatement, statementName } from './statements';

/** What node-postgres and Neon's driver have in common. */
type Pool = {
  on(event: 'error', listener: () => void): unknown;
  on(event: 'connect', listener: (client: { on(event: 'error', listener: () => void): unknown }) => void): unknown;
  query(config: QueryConfig): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
};

type Connect = (config: PoolConfig) => { pool: Pool; db: Db };

const BIGINT = 20;
const DATE = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === BIGINT) return Number;
    if (oid === DATE) return (text: string) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid);
  },
};

/**
 * A connection that breaks is dropped and replaced, whether it is idle or in the middle of a transaction, whose query
 * then fails. Without a listener the client's own error event would end the process.
 */
function surviveBreaks(pool: Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}

/** Statements are short and their rows mostly in memory: compiling one takes longer than running it, and index reads are cheap. */
const settings = '-c jit=off -c random_page_cost=1.1';

/** A database behind a pool of connections. */
export function openPool(driver: Driver, url: string, connect: Connect): Database {
  const isShared = isSharedPooler(url);
  const { pool, db } = connect({
    ...poolConfig(url),
    ...(!isShared && { statement_timeout: 10_000, options: settings }),
  });
  surviveBreaks(pool);
  return {
    driver,
    drizzle: db,
    async query(text, params = []) {
      countStatement();
      const name = isShared ? undefined : statementName(text);
      const result = await pool.query({ text, values: [...params], types, ...(name && { name }) });
      return result.rows;
    },
    unhurried: (work) => onOwnConnection(connect, url, work),
    close: () => pool.end(),
  };
}

function poolConfig(url: string): PoolConfig {
  return {
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    query_timeout: 12_000,
  };
}

/** A pooler between us and Postgres refuses settings at connect and may not keep prepared statements. */
function isSharedPooler(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  return hostname.includes('-pooler.') || searchParams.get('pgbouncer') === 'true';
}

async function onOwnConnection<T>(connect: Connect, url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { pool, db } = connect({ connectionString: url, max: 1, connectionTimeoutMillis: 2000 });
  surviveBreaks(pool);
  try {
    return await work(db);
  } finally {
    await pool.end();
  }
}
