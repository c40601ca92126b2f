import type Pusher from 'pusher-js';
import type { Channel } from 'pusher-js';
import { type ClientConfig, connectOptions, hintEvent } from '@/lib/realtime/connect-rules';
import type { LivePage } from '@/lib/realtime/view-models';
import type { Hint } from './live-page';

/** The library tries again after a second and then only after fifteen, thirty and sixty: this is when it is nudged. */
const FIRST_NUDGE_MS = 2000;
const LONGEST_NUDGE_MS = 60_000;

type Events = {
  onHint: (hint: Hint) => void;
  /** Told from now on; what was before is to be looked for. */
  onListening: () => void;
  /** The page knows something of itself that holds no longer: where it may listen, or who it is for. */
  onStale: () => void;
};

const untilIdle = () =>
  new Promise<unknown>((resolve) =>
    'requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: 2000 }) : setTimeout(resolve, 200),
  );

type Wanted = { config: ClientConfig; channels: readonly string[] };

/** Whose socket it is, and where to: the first channel is the person's own. */
const placeOf = ({ config, channels: [own] }: Wanted) => JSON.stringify([config, own]);

/** The socket of this browser tab: one for all pages that are shown in it, listening to what the page on view says. */
export function createConnection({ onHint, onListening, onStale }: Events) {
  let pusher: Pusher | undefined;
  let wanted: Wanted | null = null;
  let isLoading = false;
  let isOurs = false;
  let nudge = FIRST_NUDGE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const channels = new Map<string, Channel>();

  const isConnected = () => pusher?.connection.state === 'connected';

  function reconnect() {
    timer = undefined;
    if (!pusher || !wanted || isConnected()) return;
    planNudge();
    if (document.hidden || !navigator.onLine) return;
    isOurs = true;
    pusher.disconnect();
    isOurs = false;
    pusher.connect();
  }

  function planNudge() {
    if (timer !== undefined) return;
    timer = setTimeout(reconnect, nudge * (1 + Math.random() * 1.5));
    nudge = Math.min(nudge * 1.5, LONGEST_NUDGE_MS);
  }

  function onState({ current }: { current: string }) {
    if (current === 'connected') {
      nudge = FIRST_NUDGE_MS;
      clearTimeout(timer);
      timer = undefined;
      pusher?.signin();
      return;
    }
    if (isOurs || !wanted) return;
    planNudge();
    if (current === 'disconnected') onStale();
  }

  function subscribe(name: string) {
    const channel = pusher?.subscribe(name);
    if (!channel) return;
    channels.set(name, channel);
    channel.bind(hintEvent, onHint);
    channel.bind('pusher:subscription_succeeded', onListening);
    channel.bind('pusher:subscription_error', ({ status }: { status?: number }) => {
      if (status !== 403) return;
      unsubscribe(name);
      onStale();
    });
  }

  function unsubscribe(name: string) {
    channels.get(name)?.unbind();
    channels.delete(name);
    pusher?.unsubscribe(name);
  }

  async function start(config: ClientConfig) {
    isLoading = true;
    await untilIdle();
    const Client = await import('pusher-js').then(
      (library) => library.default,
      () => undefined,
    );
    isLoading = false;
    if (!Client || !wanted) return;
    pusher = new Client(config.key, connectOptions(config, location));
    pusher.connection.bind('state_change', onState);
    planNudge();
    follow(wanted);
  }

  function follow({ channels: names }: Wanted) {
    const left = [...channels.keys()].filter((name) => !names.includes(name));
    for (const name of left) unsubscribe(name);
    const added = names.filter((name) => !channels.has(name));
    for (const name of added) subscribe(name);
    if (pusher?.connection.state === 'disconnected') planNudge();
  }

  function close() {
    wanted = null;
    clearTimeout(timer);
    timer = undefined;
    channels.clear();
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
      if (pusher) follow(next);
      else if (!isLoading) void start(config);
    },
    /** Somebody looks again, or the network is back. */
    hurry() {
      if (!pusher || isConnected()) return;
      clearTimeout(timer);
      nudge = FIRST_NUDGE_MS;
      reconnect();
    },
  };
}
