import 'server-only';
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { authSecret } from '@/lib/env';

/** What a mail's placeholders stand for, and until when it is worth sending. */
export type Sealed = { values: Record<string, string>; expiresAt?: number | undefined };

const sealedShape = z.object({ values: z.record(z.string(), z.string()), expiresAt: z.number().optional() });

const NONCE = 12;
const TAG = 16;

const key = () => createHmac('sha256', authSecret()).update('mails.sealed').digest();

/** Encrypts what opens something, bound to its mail: the database alone signs nobody in. */
export function seal(mailId: string, content: Sealed): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(mailId));
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Null when it was sealed with another secret, for another mail, or changed. */
export function unseal(mailId: string, sealed: string | null): Sealed | null {
  if (sealed === null) return { values: {} };
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) return null;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE)).setAAD(Buffer.from(mailId));
    cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]);
    return sealedShape.parse(JSON.parse(text.toString('utf8')));
  } catch {
    return null;
  }
}
