import type Pusher from 'pusher-js';
import type { Channel } from 'pusher-js';
import { hintEvent } from '@/lib/realtime/connect-rules';
import { REFUSED } from './live-auth';
import type { Hint } from './live-page';

export type ChannelEvents = {
  onHint: (hint: Hint) => void;
  /** Told from now on; what was before is to be looked for. */
  onListening: () => void;
  /** The page knows something of itself that may hold no longer: where it may listen, or who it is for. */
  onStale: () => void;
};

/** The channels to which a page listens: those of the page on view, and no others. */
export function createChannels({ onHint, onListening, onStale }: ChannelEvents) {
  const open = new Map<string, Channel>();

  function leave(pusher: Pusher, name: string) {
    open.get(name)?.unbind();
    open.delete(name);
    pusher.unsubscribe(name);
  }

  function join(pusher: Pusher, name: string) {
    const channel = pusher.subscribe(name);
    open.set(name, channel);
    channel.bind(hintEvent, onHint);
    channel.bind('pusher:subscription_succeeded', onListening);
    channel.bind('pusher:subscription_error', ({ error }: { error?: string }) => {
      if (error !== REFUSED) return;
      leave(pusher, name);
      onStale();
    });
  }

  return {
    follow(pusher: Pusher, names: readonly string[]) {
      const left = [...open.keys()].filter((name) => !names.includes(name));
      for (const name of left) leave(pusher, name);
      const added = names.filter((name) => !open.has(name));
      for (const name of added) join(pusher, name);
    },
    forget: () => open.clear(),
  };
}
