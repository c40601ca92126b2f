import { readerOf } from '@/app/feed-block';
import { visit } from '@/app/visit';
import { LineCard } from '@/components/notifications/line';
import { Why } from '@/components/notifications/why';
import { PageTitle } from '@/components/ui/page-title';
import { explainNotification } from '@/lib/notifications/why-queries';

export default visit(async (viewer, { params: { id = '' }, session }) => {
  const why = await explainNotification(viewer, id);
  const reader = readerOf(session);
  return {
    title: 'Why did I get this?',
    current: 'notifications',
    body: (
      <>
        <a className="link i i-back" href="/notifications">
          Notifications
        </a>
        <PageTitle>Why did I get this?</PageTitle>
        <LineCard line={why.line} reader={reader} />
        <Why why={why} reader={reader} />
      </>
    ),
  };
});
