import 'server-only';
import { createHash, createHmac } from 'node:crypto';
import { authSecret, env } from '@/lib/env';

/**
 * The token of an invitation, made from its id and the installation's secret: an admin may look its link up as long as
 * it is open, and the database alone opens nothing.
 */
export function invitationToken(id: string): string {
  return createHmac('sha256', authSecret()).update(`invitation:${id}`).digest('base64url');
}

/** What the invitations table keeps of the token. */
export function invitationHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function invitationUrl(id: string): string {
  return `${env.APP_URL}/invite/${invitationToken(id)}`;
}

/** How long an invitation is open. */
export const INVITATION_DAYS = 7;

/** The hash and the end of a new invitation with this id. */
export function newInvitation(id: string): { id: string; tokenHash: string; expiresAt: Date } {
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * 86_400_000);
  return { id, tokenHash: invitationHash(invitationToken(id)), expiresAt };
}
