import { Fact, Facts } from '@/components/people/facts';
import { ButtonForm } from '@/components/ui/button';
import { askForTestAction } from '@/lib/email-settings/actions';

/** How mail is set up, as the environment says. */
export type MailService = {
  provider: 'resend' | 'embedded';
  from: string;
  replyDomain: string | null;
  hasWebhookSecret: boolean;
};

/** What carries mail, what it is called, and whether anything can come back; with a way to try it. */
export function MailServiceCard({ service }: { service: MailService }) {
  const { provider, from, replyDomain, hasWebhookSecret } = service;
  const facts = [
    [
      'Carried by',
      provider === 'resend' ? 'Resend' : 'Nobody: kept here, to be read under Outbox (RESEND_API_KEY is not set)',
    ],
    ['Sender address', from],
    ['Mail comes in at', replyDomain ?? 'Nowhere (EMAIL_REPLY_DOMAIN is not set)'],
    ['Webhook', hasWebhookSecret ? 'Signed' : 'Refused (RESEND_WEBHOOK_SECRET is not set)'],
  ] as const;
  return (
    <section className="card grid gap-3 p-4" aria-labelledby="service">
      <h2 className="text-heading" id="service" tabIndex={-1}>
        Service
      </h2>
      <Facts>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
      <ButtonForm action={askForTestAction} fields={{ anchor: 'service' }} small>
        Send me a test mail
      </ButtonForm>
    </section>
  );
}
