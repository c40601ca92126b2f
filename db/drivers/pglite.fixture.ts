import { openPglite } from './pglite';

/** Writes row after row into the directory and says each that was acknowledged, until it is killed. */
const [dir = ''] = process.argv.slice(2);
const database = await openPglite(dir);
await database.query('create table if not exists marks (n int primary key, body text)');
const [last] = await database.query('select coalesce(max(n), 0) as n from marks');
for (let n = Number(last?.n) + 1; ; n++) {
  await database.query('insert into marks values ($1, $2)', [n, 'x'.repeat(n % 2000)]);
  process.stdout.write(`${n}\n`);
}
