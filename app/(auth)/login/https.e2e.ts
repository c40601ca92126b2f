import { expect, test } from 'vitest';
import { useApp } from '@/lib/testing/app';
import { useOidc } from '@/lib/testing/oidc';

const APP_URL = 'https://chatter.example.com';
const oidc = useOidc();
const app = useApp({ env: () => ({ ...oidc.env(), APP_URL }) });

test('behind https every cookie of sign-in is Secure, HttpOnly and SameSite=Lax', async () => {
  const response = await fetch(`${app.url}/api/auth/start`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: APP_URL },
    body: new URLSearchParams({ return: '/' }),
  });
  expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
    `${APP_URL}/api/auth/callback/oidc`,
  );
  const cookies = response.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThanOrEqual(4);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__(Secure|Host)-next-auth\./);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/i);
  }
});
