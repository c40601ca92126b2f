import 'server-only';
import { listDemoPeople } from '@/lib/access/arrivals';
import { env } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import type { PersonLine } from '@/lib/feed/view-models';
import { type Browser, openSessionFor } from './open-session';

/** The people whom the demo lets everybody be. Nobody at all unless DEMO=1 and the database is the demo's. */
export async function listDemoSignIns(): Promise<PersonLine[]> {
  if (!env.DEMO) return [];
  return (await listDemoPeople()).map((person) => ({ ...person, isActive: true }));
}

/** Opens a session for a person of the demo. */
export async function demoSignIn(personId: string, session: { token: string; browser: Browser }): Promise<void> {
  const people = await listDemoSignIns();
  if (!people.some((person) => person.id === personId)) throw new NotFound();
  if (!(await openSessionFor(personId, session.token, session.browser))) throw new NotFound();
}
