import { ButtonForm } from '@/components/ui/button';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate } from '@/lib/format';
import { resumeMailAction } from '@/lib/mails/actions';
import type { OwnMail } from '@/lib/mails/view-models';

const sentences = {
  bounce: (address: string, on: string) => `Mail to ${address} is stopped, because it came back on ${on}.`,
  complaint: (address: string, on: string) =>
    `Mail to ${address} is stopped, because it was reported as spam on ${on}.`,
};

/** That no mail comes, why, and the way to have it again. */
export function MailNotice({ mail: { address, stopped, isOff }, reader }: { mail: OwnMail; reader: Reader }) {
  if (isOff)
    return (
      <p className="notice i i-mail">
        Your organisation has turned email off. What you choose here holds when it is on again.
      </p>
    );
  if (!stopped) return null;
  return (
    <div className="notice i i-alert">
      <p dir="auto">{sentences[stopped.reason](address, formatDate(stopped.at, reader.locale, reader.timeZone))}</p>
      <ButtonForm action={resumeMailAction} fields={{}} small>
        Start again
      </ButtonForm>
    </div>
  );
}
