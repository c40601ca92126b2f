import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { MailFrame } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { findEmailSettings } from './settings';

/** What stands around a mail to an address that has no person yet, or of which that is not asked. */
export async function strangerFrame(tx: Tx): Promise<MailFrame> {
  const { rows } = await tx.execute(sql`select name from organisation`);
  const [organisation] = rows as { name: string }[];
  const { hidesContent } = await findEmailSettings(tx);
  return {
    organisation: organisation?.name ?? 'Chatter',
    appUrl: env.APP_URL,
    reader: { name: '', locale: 'en-US', timeZone: env.TIME_ZONE },
    hidesContent,
    why: '',
    whyUrl: null,
    settingsUrl: null,
    unsubscribeUrl: null,
  };
}
