import { redirect } from 'next/navigation';
import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { SetupTabs } from '@/components/administration/setup-tabs';
import { DeadLetters } from '@/components/operations/dead-letters';
import { Figures } from '@/components/operations/outbox-figures';
import { Retries, WaitingMail } from '@/components/operations/waiting-lists';
import { ButtonLink } from '@/components/ui/button';
import { OlderLink } from '@/components/ui/older-link';
import { PageTitle } from '@/components/ui/page-title';
import { env } from '@/lib/env';
import { getOutboxFigures, listDeadLetters, listRetries, listWaitingMail } from '@/lib/operations/queries';
import { realtimeService } from '@/lib/server/realtime-service';

const realtimeNames = { pusher: 'Pusher', embedded: 'In this app', off: 'Off' };

function services() {
  return {
    email: env.RESEND_API_KEY ? 'Resend' : 'kept in the database',
    realtime: realtimeNames[realtimeService().kind],
  };
}

const mails = '/setup/outbox/mails';

export default visit(async (viewer, { search, session }) => {
  // In the demo everyone finds their own mail there; the rest of this page is for admins.
  if (env.DEMO && !viewer.permissions.has('admin')) redirect(mails);
  const [figures, letters, retries, batches] = await Promise.all([
    getOutboxFigures(viewer),
    listDeadLetters(viewer, search.before),
    listRetries(viewer),
    listWaitingMail(viewer),
  ]);
  const reader = { ...readerOf(session), now: figures.at };
  return {
    title: 'Outbox · Setup',
    current: 'setup',
    width: 'list',
    body: (
      <>
        <PageTitle
          end={
            <ButtonLink icon="mail" href={mails}>
              Mail
            </ButtonLink>
          }
          lead="What follows from what people do: notifications, mail and live pages. It is worked off by itself."
        >
          Outbox
        </PageTitle>
        <SetupTabs current="outbox" />
        <Figures figures={figures} isFailing={letters.bySubscriber.length > 0} services={services()} reader={reader} />
        <DeadLetters page={letters} reader={reader} />
        <OlderLink href={letters.next && `/setup/outbox?before=${letters.next}`}>Older dead letters</OlderLink>
        <Retries retries={retries} reader={reader} />
        <WaitingMail batches={batches} reader={reader} />
      </>
    ),
  };
});
