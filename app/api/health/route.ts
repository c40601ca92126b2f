import { connection } from 'next/server';

/** Alive: the process answers. It asks nothing of the database, so that an outage there restarts nobody. */
export async function GET() {
  await connection();
  return Response.json({ status: 'ok' });
}
