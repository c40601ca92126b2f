import { afterEach, describe, expect, test, vi } from 'vitest';
import { cast } from '@/db/cast';
import { findSession } from '@/lib/access/session';
import { env } from '@/lib/env';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { tokenHash } from './current';
import { findSignInLink, redeemLink, sendSignInLink } from './email-link';
import { signInLimits } from './limits';
import { newToken } from './open-session';

const settings = { ADMIN_EMAIL: undefined, OIDC_ISSUER: undefined, ...env };
afterEach(() => {
  Object.assign(env, settings);
  vi.restoreAllMocks();
});

const browser = { userAgent: 'test', formerTokenHash: null };
const tokenOf = (path: string | null) => path?.match(/^\/login\/link\/([\w-]+)/)?.[1] ?? '';
const redeem = (link: string, name: string | null = null) => redeemLink(link, name, { token: newToken(), browser });

async function linkFor(address: string): Promise<string> {
  return tokenOf(await sendSignInLink(address, '/'));
}

describe('a link by email', () => {
  const open = useDatabase();
  const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

  test('opens a session of the person with the address, once', async () => {
    const token = newToken();
    const link = await linkFor(cast.outsider.email);
    expect(await redeemLink(link, null, { token, browser })).toEqual({ personId: cast.outsider.id });
    expect((await findSession(tokenHash(token), 'UTC'))?.viewer.id).toBe(cast.outsider.id);
    expect(await redeem(link)).toEqual({ problem: 'link_used' });
  });

  test('is not used up by looking at its page, however often', async () => {
    const link = await linkFor(cast.member.email);
    for (let look = 0; look < 3; look += 1) {
      expect(await findSignInLink(link)).toMatchObject({ address: cast.member.email, isNew: false });
    }
    expect(await redeem(link)).toEqual({ personId: cast.member.id });
    expect(await findSignInLink(link)).toBeNull();
  });

  testParallel('opens one session when it is used twenty times at once', async () => {
    const link = await linkFor(cast.manager.email);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => redeem(link)));
    expect(outcomes.filter((outcome) => 'personId' in outcome)).toHaveLength(1);
  });

  test('ends with its time, and with the use of another to the same address', async () => {
    const [first, second] = [await linkFor(cast.follower.email), await linkFor(cast.follower.email)];
    expect(await redeem(second)).toHaveProperty('personId');
    expect(await redeem(first)).toEqual({ problem: 'link_used' });
    const late = await linkFor(cast.follower.email);
    await ask("update sign_in_tokens set expires_at = now() - interval '1 second' where token = $1", tokenHash(late));
    expect(await findSignInLink(late)).toBeNull();
    expect(await redeem(late)).toEqual({ problem: 'link_used' });
  });

  test('is stored as a hash only', async () => {
    const link = await linkFor(cast.member.email);
    expect(await ask('select 1 from sign_in_tokens where token = $1', link)).toEqual([]);
    expect(await ask('select 1 from sign_in_tokens where token = $1', tokenHash(link))).toHaveLength(1);
  });

  test('is made for nobody who may not sign in: strangers, the deactivated', async () => {
    expect(await sendSignInLink('nobody@example.com', '/')).toBeNull();
    expect(await sendSignInLink(cast.deactivated.email, '/')).toBeNull();
    expect(
      await ask("select 1 from sign_in_tokens where identifier in ('nobody@example.com', $1)", cast.deactivated.email),
    ).toEqual([]);
  });

  test('does not open for who was deactivated after it was sent', async () => {
    const link = await linkFor(cast.asker.email);
    await ask('update subjects set is_active = false where id = $1', cast.asker.id);
    expect(await redeem(link)).toEqual({ problem: 'deactivated' });
  });

  test('makes a person of the sign-up domains, exactly those, with the name they give', async () => {
    Object.assign(env, { SIGNUP_DOMAINS: ['example.org'] });
    expect(await sendSignInLink('eve@evil-example.org', '/')).toBeNull();
    expect(await sendSignInLink('eve@sub.example.org', '/')).toBeNull();
    const link = await linkFor('ben@example.org');
    expect(await findSignInLink(link)).toEqual({ address: 'ben@example.org', isNew: true, suggestedName: 'Ben' });
    const admission = await redeem(link, 'Ben Ali');
    const [person] = await ask(
      "select s.id, s.name from people p join subjects s on s.id = p.id where p.email = 'ben@example.org'",
    );
    expect(admission).toEqual({ personId: person?.id });
    expect(person?.name).toBe('Ben Ali');
  });

  test('is refused when the sign-up domain was taken away meanwhile', async () => {
    Object.assign(env, { SIGNUP_DOMAINS: ['example.org'] });
    const link = await linkFor('late@example.org');
    Object.assign(env, { SIGNUP_DOMAINS: [] });
    expect(await redeem(link)).toEqual({ problem: 'not_invited' });
  });

  test('is printed in the log as one line, with its return address', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    Object.assign(env, { LOG_LEVEL: 'info' });
    const path = await sendSignInLink(cast.superior.email, '/posts/1');
    const lines = write.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('sign_in.link'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '').url).toBe(`${env.APP_URL}${path}`);
    expect(path).toMatch(/\?return=%2Fposts%2F1$/);
  });

  test('asked for too often is not sent again, and those that were sent still open', async () => {
    const sent: (string | null)[] = [];
    for (let round = 0; round < signInLimits.sendToAddress.count + 3; round += 1) {
      sent.push(await sendSignInLink(cast.viewAllData.email, '/'));
    }
    expect(sent.filter(Boolean)).toHaveLength(signInLimits.sendToAddress.count);
    expect(sent.at(-1)).toBeNull();
    expect(await redeem(tokenOf(sent[0] ?? null))).toEqual({ personId: cast.viewAllData.id });
  });
});

describe('a new installation without any other way in', () => {
  const open = useDatabase('empty');

  test('lets in whoever reads its log, as the admin, and then nobody uninvited', async () => {
    const [first, second] = [await linkFor('first@example.com'), await linkFor('second@example.com')];
    expect(await redeem(first)).toHaveProperty('personId');
    expect(await redeem(second)).toEqual({ problem: 'not_invited' });
    const admins = await open.current.query("select 1 from person_permissions where permission = 'admin'");
    expect(admins).toHaveLength(1);
    expect(await sendSignInLink('third@example.com', '/')).toBeNull();
  });
});
