import 'server-only';
import type { MailFrame } from '@/lib/email/view-models';
import { phrase, plainPhrase } from './phrase';

export type FooterLink = { label: string; url: string };
export type Footer = { why: string; links: FooterLink[]; sentBy: string };

/** Why the mail came, how to have fewer, and who sends it. */
export function footerOf(frame: MailFrame): Footer {
  const links = [
    { label: 'Why did I get this?', url: frame.whyUrl },
    { label: 'Email settings', url: frame.settingsUrl },
    { label: 'Unsubscribe', url: frame.unsubscribeUrl },
  ];
  return {
    why: frame.why,
    links: links.flatMap(({ label, url }) => (url === null ? [] : [{ label, url }])),
    sentBy: plainPhrase(phrase('Sent by Chatter for {organisation}', { organisation: frame.organisation })),
  };
}
