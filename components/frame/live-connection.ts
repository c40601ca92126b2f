import type Pusher from 'pusher-js';
import { type ClientConfig, connectOptions } from '@/lib/realtime/connect-rules';
import type { LivePage } from '@/lib/realtime/view-models';
import { authorisation } from './live-auth';
import { type ChannelEvents, createChannels } from './live-channels';
import { createNudge } from './live-nudge';

type Wanted = { config: ClientConfig; channels: readonly string[] };

/** Whose socket it is, and where to: the first channel is the person's own. */
const placeOf = ({ config, channels: [own] }: Wanted) => JSON.stringify([config, own]);

const untilIdle = () =>
  new Promise<unknown>((resolve) =>
    'requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: 2000 }) : setTimeout(resolve, 200),
  );

const load = () =>
  import('pusher-js').then(
    (library) => library.default,
    () => undefined,
  );

/** The socket of this browser tab: one for all pages that are shown in it, listening to what the page on view says. */
export function createConnection(events: ChannelEvents) {
  let pusher: Pusher | undefined;
  let wanted: Wanted | null = null;
  let isLoading = false;
  const channels = createChannels(events);
  const nudge = createNudge(reconnect);

  const isConnected = () => pusher?.connection.state === 'connected';

  function reconnect() {
    if (!pusher || !wanted || isConnected()) return;
    nudge.plan();
    if (document.hidden || !navigator.onLine) return;
    pusher.connection.unbind('state_change', onState);
    pusher.disconnect();
    pusher.connection.bind('state_change', onState);
    pusher.connect();
  }

  function onState({ current }: { current: string }) {
    if (current === 'connected') {
      nudge.rest();
      pusher?.signin();
      return;
    }
    nudge.plan();
    // Sent away for good: the session is over, or access is lost.
    if (current === 'disconnected') events.onStale();
  }

  function follow(names: readonly string[]) {
    if (!pusher) return;
    channels.follow(pusher, names);
    if (pusher.connection.state === 'disconnected') nudge.plan();
  }

  async function start() {
    isLoading = true;
    await untilIdle();
    const Client = await load();
    isLoading = false;
    if (!Client || !wanted) return;
    pusher = new Client(wanted.config.key, {
      ...connectOptions(wanted.config, location),
      ...authorisation,
    });
    pusher.connection.bind('state_change', onState);
    nudge.plan();
    follow(wanted.channels);
  }

  function close() {
    wanted = null;
    nudge.rest();
    channels.forget();
    pusher?.unbind_all();
    pusher?.connection.unbind_all();
    pusher?.disconnect();
    pusher = undefined;
  }

  return {
    isConnected,
    /** Listens to what this page needs, and to nothing for none. */
    listenTo(page: LivePage | null) {
      const config = page?.config;
      if (!page || !config) return close();
      const next = { config, channels: page.channels };
      if (wanted && placeOf(wanted) !== placeOf(next)) close();
      wanted = next;
      if (pusher) follow(next.channels);
      else if (!isLoading) void start();
    },
    /** Somebody looks again, or the network is back. */
    hurry() {
      if (!pusher || isConnected()) return;
      nudge.rest();
      reconnect();
    },
  };
}
