import 'server-only';

import { onCommit, type Tx } from '@/db/writer';
import { mailAdapter } from '@/lib/email/adapter';
import { placeholder } from '@/lib/email/placeholders';
import { renderSignInMail } from '@/lib/email/templates/sign-in-mail';
import { log } from '@/lib/log';
import { queueMail } from '@/lib/mails/queue-mail';
import { strangerFrame } from '@/lib/mails/stranger-frame';

type SignInLink = { address: string; url: string; expiresAt: Date };

/**
 * Mails a sign-in link to whoever holds the address, in the transaction that makes it. As long as no mail is carried, who
 * reads the server's log gets it too: the one place where this line, and the address in it, may stand.
 */
export async function deliverSignInLink(tx: Tx, { address, url, expiresAt }: SignInLink): Promise<void> {
  const frame = await strangerFrame(tx);
  const content = await renderSignInMail({ ...frame, url: placeholder('link'), expiresAt: expiresAt.toISOString() });
  await queueMail(tx, { kind: 'sign_in', personId: null, address, content, sealed: { link: url }, expiresAt });
  if (mailAdapter().name === 'embedded') onCommit(tx, () => log.info('sign_in.link', { address, url }));
}
