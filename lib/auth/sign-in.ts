import 'server-only';
import { after } from 'next/server';
import type { Viewer } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { setFlash } from '@/lib/forms/flash';
import { countUse } from '@/lib/forms/rate-limit';
import { log } from '@/lib/log';
import { endOtherSessions, endSession } from '@/lib/sessions/end-sessions';
import { acceptInvitation } from './accept-invitation';
import { giveToken, takeToken, thisBrowser } from './cookies';
import { currentSession, requireSession, tokenHash } from './current';
import { demoSignIn } from './demo-sign-in';
import { redeemLink, sendSignInLink } from './email-link';
import type { AcceptInvitation, AskForLink, DemoSignIn, OpenLink } from './input';
import { signInLimits } from './limits';
import { newToken } from './open-session';

const newSession = async () => ({ token: newToken(), browser: await thisBrowser() });

function withReturn(path: string, returnTo: string): string {
  return returnTo === '/' ? path : `${path}&return=${encodeURIComponent(returnTo)}`;
}

async function sendQuietly(address: string, returnTo: string): Promise<void> {
  try {
    await sendSignInLink(address, returnTo);
  } catch (error) {
    log.error('sign_in.link_failed', error);
  }
}

/**
 * Everybody gets the same answer at the same time: whether the address belongs here is looked up after the answer.
 * Only the demo looks first, because it shows the link.
 */
export async function askForLink({ email, return: returnTo }: AskForLink, ip: string): Promise<string> {
  await countUse(signInLimits.askByAddressAndIp, tokenHash(`${email} ${ip}`));
  if (!env.DEMO) {
    after(() => sendQuietly(email, returnTo));
    return withReturn('/login?asked=1', returnTo);
  }
  const path = await sendSignInLink(email, returnTo);
  const token = path?.match(/link\/([\w-]+)/)?.[1];
  return withReturn(`/login?asked=1${token ? `&link=${token}` : ''}`, returnTo);
}

/** Signs in with a mailed link, once. */
export async function openLink({ token, name, return: returnTo }: OpenLink): Promise<string> {
  const session = await newSession();
  const admission = await redeemLink(token, name ?? null, session);
  if ('problem' in admission) return withReturn(`/login?error=${admission.problem}`, returnTo);
  await giveToken(session.token);
  return returnTo;
}

/** Signs in as somebody of the demo. */
export async function signInToDemo({ person, return: returnTo }: DemoSignIn): Promise<string> {
  const session = await newSession();
  await demoSignIn(person, session);
  await giveToken(session.token);
  return returnTo;
}

/** Accepts an invitation: as oneself when the address is known here, else as the person that it makes. */
export async function acceptByForm({ token, name }: AcceptInvitation): Promise<string> {
  const viewer = (await currentSession())?.viewer ?? null;
  const session = await newSession();
  const { isNew } = await acceptInvitation(token, { viewer, name: name ?? null, session });
  if (isNew) await giveToken(session.token);
  else await setFlash('You have joined.');
  return '/';
}

/** Ends this session here and on the server. */
export async function signOut(viewer: Viewer): Promise<void> {
  await endSession(viewer, await requireSession());
  await takeToken();
}

export async function endOthers(viewer: Viewer): Promise<number> {
  return endOtherSessions(viewer, (await requireSession()).id);
}

/** One's own other session; for this one there is Sign out. */
export async function endOneSession(viewer: Viewer, { id }: { id: string }): Promise<void> {
  if (id === (await requireSession()).id)
    throw new Invalid({ '': 'This is the session you are using. Sign out instead.' });
  await endSession(viewer, { id });
}
