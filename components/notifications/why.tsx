import type { ReactNode } from 'react';
import { ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { mutePostAction, unmutePostAction } from '@/lib/feed/actions';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';
import type { DeliveryView, NotificationWhy } from '@/lib/notifications/view-models';
import { GroupMenu } from './group-choices';

const channelNames: Record<DeliveryView['channel'], string> = { page: 'In Chatter', email: 'By email' };

const stateIcons: Record<DeliveryView['state'], string> = {
  sent: 'i i-check',
  waiting: 'i i-clock',
  cancelled: 'i i-close',
  off: 'i i-mute',
};

function Mutes({ mutes: { item, group }, anchor }: { mutes: NotificationWhy['mutes']; anchor: string }) {
  if (!item && !group) return null;
  return (
    <div className="opens-start flex flex-wrap gap-2" id={anchor}>
      {group && (
        <GroupMenu
          group={group.group}
          frequency={group.frequency}
          isMuted={group.mutedUntil !== null}
          anchor={anchor}
          words={`Notifications of ${group.group.name}`}
        />
      )}
      {item && (
        <ButtonForm
          action={item.isMuted ? unmutePostAction : mutePostAction}
          fields={{ id: item.id, anchor }}
          icon="mute"
        >
          {item.isMuted ? 'Unmute this post' : 'Mute this post'}
        </ButtonForm>
      )}
    </div>
  );
}

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
    <>
      <Card>
        <dl className="why">
          <Fact name="Why">
            {why.because}
            {why.since && <span className="meta block">since {when(why.since)}</span>}
          </Fact>
          <Fact name="When">{when(why.happenedAt)}</Fact>
          {why.deliveries.map((delivery) => (
            <Fact key={delivery.channel} name={channelNames[delivery.channel]}>
              <span className={`${stateIcons[delivery.state]} flex gap-2`}>{delivery.words}</span>
              <span className="meta block">{when(delivery.at)}</span>
            </Fact>
          ))}
          {why.setting && (
            <Fact name="What decides">
              {why.setting.words}{' '}
              <a className="link block" href={`${why.setting.href}#reason-${why.line.reason}`}>
                Change “{why.setting.label}”
              </a>
            </Fact>
          )}
        </dl>
      </Card>
      <Mutes mutes={why.mutes} anchor="mutes" />
    </>
  );
}
