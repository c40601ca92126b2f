import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { Arrivals, Suppressions } from '@/components/email-settings/addresses';
import { type MailService, MailServiceCard } from '@/components/email-settings/mail-service';
import { EmailSettingsForm } from '@/components/email-settings/settings-form';
import { PageTitle } from '@/components/ui/page-title';
import { getEmailSettings, listArrivals, listSuppressions } from '@/lib/email-settings/queries';
import { env } from '@/lib/env';

function service(): MailService {
  const isSent = env.RESEND_API_KEY && !env.DEMO;
  return {
    provider: isSent ? 'resend' : 'embedded',
    from: env.EMAIL_FROM ?? `chatter@${new URL(env.APP_URL).hostname}`,
    replyDomain: env.EMAIL_REPLY_DOMAIN ?? null,
    hasWebhookSecret: env.RESEND_WEBHOOK_SECRET !== undefined,
  };
}

export default visit(async (viewer, { session }) => {
  const [settings, addresses, arrivals] = await Promise.all([
    getEmailSettings(viewer),
    listSuppressions(viewer),
    listArrivals(viewer),
  ]);
  const reader = readerOf(session);
  return {
    title: 'Email · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle lead="What goes out and comes in by email, for everyone.">Email</PageTitle>
        <SetupTabs current="email" />
        <EmailSettingsForm settings={settings} />
        <MailServiceCard service={service()} />
        <Suppressions lines={addresses} reader={reader} />
        <Arrivals lines={arrivals} reader={reader} />
      </>
    ),
  };
});
