import type { ClientConfig } from './connect-rules';

/** What a page shows, for deciding which hints matter to it. */
export type LivePlace = {
  /** Whose feed or facts it shows: new posts of these belong on it. All of them, where a channel brings only those. */
  about: 'all' | readonly string[];
  /** The audience it shows: everyone internal, or one restricted; undefined where it hears all by the person's own channel. */
  audience?: string | null;
  /** Whether comments move posts up. */
  isByActivity?: boolean;
};

/** What an open page knows of its channels. */
export type LivePage = Pick<LivePlace, 'about' | 'isByActivity'> & {
  /** Null where there is no real-time service. */
  config: ClientConfig | null;
  channels: readonly string[];
  /** When the page was made, by the server's clock. */
  at: string;
  /** Events that it has in it already, because the request that made it caused them. */
  seen: readonly string[];
};
