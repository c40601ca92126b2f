import type { Database } from '@/db/database';
import { newId } from '@/lib/ids';
import { people } from './world';

/** A mail to everybody, noted by whom it is for, an address that bounced, and a mail that came in. */
export async function plantMails(query: Database['query'], mails: Map<string, string>): Promise<void> {
  for (const { id, handle } of people) {
    const mail = newId();
    mails.set(id, mail);
    await query(
      `insert into mails (id, kind, person_id, address, subject, html, text, state) values ($1, 'notification', $2, $3, $4, $4, $4, 'sent')`,
      [mail, id, `${handle}@mail.example`, `Words for ${handle}`],
    );
  }
  await query(`insert into mail_suppressions (address, reason) values ('gone@mail.example', 'bounce')`);
  await query(`insert into inbound_mails (provider_id, state, note) values ('planted', 'dropped', 'automatic')`);
}
