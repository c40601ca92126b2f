import { publicVisit } from '@/app/visit';
import { Unsubscribe, UnsubscribeDone, UnsubscribeOver } from '@/components/unsubscribe/unsubscribe';
import { currentRequest } from '@/lib/request';
import { resumeMailAction, stopMailAction } from '@/lib/unsubscribe/actions';
import { findUnsubscription } from '@/lib/unsubscribe/queries';

const dones = ['this', 'all', 'undone'] as const;

export default publicVisit(async ({ params: { token = '' }, search }) => {
  const what = await findUnsubscription(token);
  if (!what) {
    currentRequest()?.setStatus(404);
    return { title: 'This link ends nothing', body: <UnsubscribeOver /> };
  }
  const done = dones.find((one) => one === search.done);
  if (!done) {
    return { title: 'Unsubscribe', body: <Unsubscribe what={what} token={token} action={stopMailAction} /> };
  }
  const { undo } = search;
  return {
    title: 'Unsubscribe',
    body: <UnsubscribeDone done={done} token={token} undo={undo} action={resumeMailAction} />,
  };
});
