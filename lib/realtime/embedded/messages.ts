import 'server-only';
import { z } from 'zod';
import type { Credentials } from '@/lib/server/realtime-service';
import type { Connection } from './connection';
import type { Hub } from './hub';
import type { Limits } from './limits';
import {
  channelName,
  errorCodes,
  errorFrame,
  frame,
  kindOf,
  type Message,
  parseJson,
  parseMessage,
  userOfChannel,
} from './protocol';
import { isUser, mayJoin } from './signatures';

type Context = { hub: Hub; credentials: Credentials; limits: Limits; connection: Connection };
type Handler = (context: Context, data: unknown) => void;

const subscription = z.object({ channel: channelName, auth: z.string().optional() });
const identity = z.object({ auth: z.string(), user_data: z.string() });
const user = z.object({ id: z.string().min(1) });

/** What a client says of itself, as far as it has the right form. */
function readClaim(data: unknown) {
  const claim = identity.safeParse(data);
  if (!claim.success) return null;
  const known = user.safeParse(parseJson(claim.data.user_data));
  return known.success ? { ...claim.data, id: known.data.id } : null;
}

/** Why a connection may not subscribe to a channel, or null. */
function refusal(context: Context, { channel, auth = '' }: z.output<typeof subscription>): string | null {
  const { connection, credentials, limits } = context;
  if (connection.channels.size >= limits.channelsPerConnection) return 'Too many channels on this connection';
  const allowed = {
    public: () => true,
    private: () => mayJoin(credentials, connection.id, channel, auth),
    user: () => connection.userId !== null && userOfChannel(channel) === connection.userId,
    unsupported: () => false,
  };
  const kind = kindOf(channel);
  if (allowed[kind]()) return null;
  return kind === 'unsupported' ? 'Channels of this kind are not supported here' : `Invalid signature for ${channel}`;
}

const subscribe: Handler = (context, data) => {
  const { hub, connection } = context;
  const asked = subscription.safeParse(data);
  if (!asked.success) return connection.send(errorFrame('Invalid channel name'));
  const { channel } = asked.data;
  if (connection.channels.has(channel)) return connection.send(errorFrame(`Already subscribed to ${channel}`));
  const why = refusal(context, asked.data);
  if (why !== null) return connection.send(errorFrame(why, errorCodes.unauthorized));
  hub.subscribe(connection, channel);
  connection.send(frame('pusher_internal:subscription_succeeded', {}, channel));
};

const unsubscribe: Handler = ({ hub, connection }, data) => {
  const asked = subscription.safeParse(data);
  if (asked.success) hub.unsubscribe(connection, asked.data.channel);
};

const signIn: Handler = ({ hub, credentials, connection }, data) => {
  const claim = readClaim(data);
  if (!claim) return connection.send(errorFrame('Invalid user data'));
  const { auth, user_data, id } = claim;
  if (!isUser(credentials, connection.id, user_data, auth))
    return connection.send(errorFrame('Invalid signature of the user', errorCodes.unauthorized));
  if (connection.userId !== null && connection.userId !== id)
    return connection.send(errorFrame('Already signed in as another user', errorCodes.unauthorized));
  hub.signIn(connection, id);
  connection.send(frame('pusher:signin_success', { user_data }));
};

const handlers: Readonly<Record<string, Handler>> = {
  'pusher:ping': ({ connection }) => connection.send(frame('pusher:pong', {})),
  'pusher:pong': () => {},
  'pusher:subscribe': subscribe,
  'pusher:unsubscribe': unsubscribe,
  'pusher:signin': signIn,
};

/** Does what a client asks for, and answers what is no request with an error. */
export function handleMessage(context: Context, text: string) {
  const message = parseMessage(text);
  if (!message) return context.connection.send(errorFrame('Message is not an event in JSON'));
  const handler = Object.hasOwn(handlers, message.event) ? handlers[message.event] : undefined;
  if (handler) handler(context, message.data);
  else refuse(context.connection, message);
}

/** Pages only listen: what happens in Chatter goes through its forms. */
function refuse(connection: Connection, { event }: Message) {
  if (event.startsWith('client-'))
    connection.send(errorFrame('Client events are not accepted', errorCodes.clientEvent));
  else connection.send(errorFrame('Unknown event'));
}
