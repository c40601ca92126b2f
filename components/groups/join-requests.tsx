import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextArea } from '@/components/ui/field.client';
import { PersonRow } from '@/components/ui/person-row';
import type { Reader } from '@/lib/feed/view-models';
import { timeAgo } from '@/lib/format';
import { decideRequestAction } from '@/lib/groups/actions';
import { MAX_RESPONSE } from '@/lib/groups/rules';
import type { JoinRequestView } from '@/lib/groups/view-models';

export type RequestClock = Pick<Reader, 'locale' | 'timeZone' | 'now'>;

function Decision({ request }: { request: JoinRequestView }) {
  return (
    <ActionForm
      action={decideRequestAction}
      id={`request-${request.id}`}
      className="form mb-3 gap-3 sm:ms-13"
      aria-label={`Request of ${request.person.name}`}
    >
      <input type="hidden" name="requestId" value={request.id} />
      <TextArea
        name="message"
        label="Message"
        hint={`Goes with your answer, if you like. At most ${MAX_RESPONSE.toLocaleString('en')} characters.`}
        rows={2}
      />
      <div className="form-end">
        <Button look="primary" name="decision" value="accept">
          Accept
        </Button>
        <Button name="decision" value="decline">
          Decline
        </Button>
      </div>
    </ActionForm>
  );
}

/** Who asks to be let in, each with an answer to give. */
export function JoinRequests({ requests, clock }: { requests: readonly JoinRequestView[]; clock: RequestClock }) {
  if (requests.length === 0) return null;
  const { locale, timeZone, now } = clock;
  return (
    <Card title="Asking to join" id="requests">
      {requests.map((request) => (
        <div key={request.id} className="border-border not-first-of-type:border-t">
          <ul>
            <PersonRow person={request.person} note={`Asked ${timeAgo(request.requestedAt, now, locale, timeZone)}`} />
          </ul>
          <Decision request={request} />
        </div>
      ))}
    </Card>
  );
}
