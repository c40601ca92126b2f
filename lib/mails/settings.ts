import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';

/** The switches of the organisation, as they are now. */
export type EmailSettings = {
  isOn: boolean;
  allowsReplies: boolean;
  allowsGroupPosts: boolean;
  hidesContent: boolean;
  senderName: string;
};

const defaults: EmailSettings = {
  isOn: true,
  allowsReplies: true,
  allowsGroupPosts: true,
  hidesContent: false,
  senderName: 'Chatter',
};

/** Without a row, as it was never changed, the defaults hold. */
export async function findEmailSettings(tx: Tx): Promise<EmailSettings> {
  const { rows } = await tx.execute(sql`select is_on as "isOn", allows_replies as "allowsReplies",
    allows_group_posts as "allowsGroupPosts", hides_content as "hidesContent", sender_name as "senderName" from email_settings`);
  return (rows as EmailSettings[])[0] ?? defaults;
}
