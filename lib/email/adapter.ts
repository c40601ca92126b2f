import 'server-only';
import { env } from '@/lib/env';
import { embeddedAdapter } from './embedded';
import { resendAdapter } from './resend';
import type { MailAdapter } from './rules';

let resend: { key: string; adapter: MailAdapter } | null = null;

/** Who carries the mail: Resend where a key is set, otherwise nobody, and it is kept to be read here. */
export function mailAdapter(): MailAdapter {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl } = env;
  // The addresses of the demo company belong to nobody who asked for mail.
  if (!apiKey || env.DEMO) return embeddedAdapter;
  const key = `${apiKey} ${baseUrl}`;
  if (resend?.key !== key) resend = { key, adapter: resendAdapter({ apiKey, baseUrl }) };
  return resend.adapter;
}
