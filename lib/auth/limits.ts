import 'server-only';
import type { Limit } from '@/lib/forms/rate-limit';

/**
 * Whole offices share one IP, so what is counted by IP is wide; and nothing that is counted by address alone refuses
 * anybody, or a stranger could lock its owner out.
 */
export const signInLimits = {
  start: { name: 'sign-in', count: 200, seconds: 60 },
  askByIp: { name: 'email-link-ip', count: 60, seconds: 600 },
  askByAddressAndIp: { name: 'email-link', count: 5, seconds: 600 },
  /** Beyond this nothing is sent, silently. Every link sent in the window still works: it outlives the window. */
  sendToAddress: { name: 'email-link-address', count: 10, seconds: 600 },
  tryLink: { name: 'link', count: 60, seconds: 60 },
} satisfies Record<string, Limit>;
