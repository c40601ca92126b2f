import { connection } from 'next/server';
import { readiness } from '@/lib/readiness';

export async function GET() {
  await connection();
  const { isReady, ...state } = await readiness();
  return Response.json({ status: isReady ? 'ready' : 'unavailable', ...state }, { status: isReady ? 200 : 503 });
}
