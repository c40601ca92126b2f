import type { CastRole } from '@/db/seed/cast/people';
import { sessionCookie } from '@/lib/auth/current';
import type { App } from '@/lib/testing/app';
import { signIn } from '@/lib/testing/browser';
import { theRole } from './world';

export type Answer = { status: number; headers: Record<string, string>; text: string };

export type Asked = { method?: 'GET' | 'HEAD'; isSoft?: boolean };

/** Somebody with a cookie, or without one, who asks the running app as a browser would. */
export type Visitor = { role: string; get: (path: string, asked?: Asked) => Promise<Answer> };

async function ask(app: App, cookie: string, path: string, { method = 'GET', isSoft }: Asked = {}): Promise<Answer> {
  const headers = { ...(cookie && { cookie }), ...(isSoft && { rsc: '1' }) };
  // Without the parameter the framework sends one on to the same address with it.
  const address = isSoft ? `${path}${path.includes('?') ? '&' : '?'}_rsc` : path;
  const response = await fetch(`${app.url}${address}`, { method, headers, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
}

export const stranger = (app: App): Visitor => ({ role: 'nobody', get: (path, asked) => ask(app, '', path, asked) });

export async function visitorOf(app: App, role: CastRole): Promise<Visitor> {
  const cookie = `${sessionCookie()}=${await signIn(app, theRole(role))}`;
  return { role, get: (path, asked) => ask(app, cookie, path, asked) };
}

const own = /^(date|x-request-id|content-length|etag|connection|keep-alive|transfer-encoding)$/;

/** An answer without what differs from one request to the next: nonces, request ids, today's clock, and what was asked for. */
function neutral({ status, headers, text }: Answer, path: string): string {
  const today = new RegExp(`${new Date().toISOString().slice(0, 10)}T[\\d:.]+Z`, 'g');
  const asked = path.split(/[/?&=]/).filter((part) => part.length > 3);
  const plain = (given: string) => {
    const plainer = given
      .replace(/nonce-[\w-]+/g, 'nonce')
      .replace(/"?nonce\\?"?[=:]\s*\\?"[\w-]+\\?"/g, 'nonce')
      .replace(/"[\w-]{21}[a-z]\\?"/g, 'key')
      .replace(today, 'now');
    return asked.reduce(
      (left, part) => left.replaceAll(part, 'asked').replaceAll(decodeURIComponent(part), 'asked'),
      plainer,
    );
  };
  const kept = Object.entries(headers).filter(([name]) => !own.test(name));
  return [status, ...kept.map(([name, value]) => `${name}: ${plain(value)}`), plain(text)].join('\n');
}

/** Where two answers to two addresses begin to differ, with what stands around it; null when they are one. */
export function difference(one: Answer, path: string, other: Answer, otherPath: string): string | null {
  const [first, second] = [neutral(one, path), neutral(other, otherPath)];
  if (first === second) return null;
  const at = [...first].findIndex((letter, index) => letter !== second[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return `${path}: ${around(first)} ≠ ${around(second)}`;
}

/** What a page shows, without its scripts and the ids that each form is given anew. */
export function shown({ text }: Answer): string {
  return text
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/nonce="[^"]*"/g, '')
    .replace(/name="clientId" value="[^"]*"/g, '');
}

/** Does something with each, a few at a time. */
export async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
