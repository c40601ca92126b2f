import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Database } from '../database';
import { openPool } from './pool';
import { statementLogger } from './statements';

export function openPg(url: string): Database {
  return openPool('pg', url, (config) => {
    const pool = new pg.Pool(config);
    return { pool, db: drizzle(pool, { casing: 'snake_case', logger: statementLogger }) };
  });
}
