import type { ChannelAuthorizationHandler, UserAuthenticationHandler } from 'pusher-js';
import { authPath } from '@/lib/realtime/connect-rules';

/** What the answer and a channel's error say when the page may not listen there, or not any more. */
export const REFUSED = 'Refused';

async function ask<Signed>(fields: Record<string, string>): Promise<Signed> {
  const body = new URLSearchParams({ ...fields, quiet: '1' });
  const answer = await fetch(authPath, { method: 'POST', body });
  if (!answer.ok) throw new Error(`Status ${answer.status}`);
  const signed = await answer.json();
  if (signed.error) throw new Error(signed.error);
  return signed;
}

const answerWith =
  <Signed>(asked: Promise<Signed>) =>
  (callback: (error: Error | null, signed: Signed | null) => void) =>
    void asked.then(
      (signed) => callback(null, signed),
      (error: Error) => callback(error, null),
    );

/** Asks for signatures so that a refusal is no error on the console: a channel is left behind whenever someone leaves a group. */
export const authorisation: {
  channelAuthorization: { customHandler: ChannelAuthorizationHandler };
  userAuthentication: { customHandler: UserAuthenticationHandler };
} = {
  channelAuthorization: {
    customHandler: ({ socketId, channelName }, callback) =>
      answerWith(ask<{ auth: string }>({ socket_id: socketId, channel_name: channelName }))(callback),
  },
  userAuthentication: {
    customHandler: ({ socketId }, callback) =>
      answerWith(ask<{ auth: string; user_data: string }>({ socket_id: socketId }))(callback),
  },
};
