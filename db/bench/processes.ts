import { readFileSync } from 'node:fs';
import type { Database } from '@/db/database';

const MS_PER_TICK = 10;

/** CPU that a process has used so far in milliseconds, user and system; 0 where /proc does not tell. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** Resident memory in megabytes. */
export function memoryOf(pid: number): number {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/);
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/**
 * CPU that this database's connections have used so far in milliseconds; 0 where it runs on another machine. It tells
 * what a statement costs however busy the machine is.
 */
export async function databaseCpu(database: Database): Promise<number> {
  const rows = await database.query('select pid from pg_stat_activity where datname = current_database()');
  return rows.reduce((sum, { pid }) => sum + preciseCpuOf(Number(pid)), 0);
}

function preciseCpuOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}
