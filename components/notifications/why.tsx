import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';
import type { DeliveryView, NotificationWhy } from '@/lib/notifications/view-models';

const channelNames: Record<DeliveryView['channel'], string> = { page: 'In Chatter', email: 'By email' };

const stateIcons: Record<DeliveryView['state'], string> = {
  sent: 'i i-check',
  waiting: 'i i-clock',
  cancelled: 'i i-close',
  off: 'i i-mute',
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Why somebody was told, since when, where it went and which setting decides: what the ledger says, in words. */
export function Why({ why, reader: { locale, timeZone } }: { why: NotificationWhy; reader: Reader }) {
  const when = (iso: string) => <time dateTime={iso}>{fullDate(iso, locale, timeZone)}</time>;
  return (
    <Card>
      <dl className="why">
        <Fact name="Why">
          {why.because}
          {why.since && <span className="meta block">since {when(why.since)}</span>}
        </Fact>
        <Fact name="What happened">{when(why.happenedAt)}</Fact>
        {why.deliveries.map((delivery) => (
          <Fact key={delivery.channel} name={channelNames[delivery.channel]}>
            <span className={stateIcons[delivery.state]}>{delivery.words}</span>
            <span className="meta block">{when(delivery.at)}</span>
          </Fact>
        ))}
        {why.setting && (
          <Fact name="What decides">
            {why.setting.words}{' '}
            <a className="link block" href={why.setting.href}>
              Change “{why.setting.label}”
            </a>
          </Fact>
        )}
      </dl>
    </Card>
  );
}
