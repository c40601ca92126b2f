import { describe, expect, test } from 'vitest';
import { type cast as Cast, cast, viewerOf } from '@/db/cast';
import { findFormerPerson, findSession } from '@/lib/access/session';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { reactivatePerson } from '@/lib/administration/reactivate-person';
import { sessionAdapter } from '@/lib/auth/adapter';
import { admitIdentity } from '@/lib/auth/admit-person';
import { tokenHash } from '@/lib/auth/current';
import { newToken, openSessionFor } from '@/lib/auth/open-session';
import { NotFound } from '@/lib/errors';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { endOtherSessions, endSession } from './end-sessions';
import { listSessions } from './queries';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const admin = viewerOf(cast.admin);

type Someone = (typeof Cast)['member'];

async function signIn(person: Someone, formerToken?: string) {
  const token = newToken();
  const formerTokenHash = formerToken ? tokenHash(formerToken) : null;
  const isOpen = await openSessionFor(person.id, token, { userAgent: 'Firefox/140.0 Linux', formerTokenHash });
  return { token, isOpen };
}

const viewerOfToken = async (token: string) => (await findSession(tokenHash(token), 'UTC'))?.viewer.id ?? null;

describe('a session', () => {
  test('is kept as a hash, and its token opens it', async () => {
    const { token } = await signIn(cast.member);
    expect(await viewerOfToken(token)).toBe(cast.member.id);
    expect(await ask('select 1 from sessions where token_hash = $1', token)).toEqual([]);
  });

  test('is new at every sign-in and ends the one that the browser brought', async () => {
    const first = await signIn(cast.member);
    const second = await signIn(cast.outsider, first.token);
    expect(await viewerOfToken(first.token)).toBeNull();
    expect(await viewerOfToken(second.token)).toBe(cast.outsider.id);
  });

  test('is listed with its browser, and ended one by one by its own person only', async () => {
    const { token } = await signIn(cast.follower);
    const [line, ...others] = await listSessions(viewerOf(cast.follower));
    expect(line?.browser).toBe('Firefox on Linux');
    expect(others).toEqual([]);
    const id = line?.id ?? '';
    await expect(endSession(viewerOf(cast.outsider), { id })).rejects.toThrow(NotFound);
    expect(await viewerOfToken(token)).toBe(cast.follower.id);
    await endSession(viewerOf(cast.follower), { id });
    expect(await viewerOfToken(token)).toBeNull();
    expect(await listSessions(viewerOf(cast.follower))).toEqual([]);
    await expect(endSession(viewerOf(cast.follower), { id })).rejects.toThrow(NotFound);
  });

  test('stays when all the others of the person are ended', async () => {
    const tokens = [await signIn(cast.owner), await signIn(cast.owner), await signIn(cast.owner)].map(
      ({ token }) => token,
    );
    const other = await signIn(cast.manager);
    const kept = (await findSession(tokenHash(tokens[1] ?? ''), 'UTC'))?.id ?? '';
    expect(await endOtherSessions(viewerOf(cast.owner), kept)).toBe(2);
    expect(await Promise.all(tokens.map(viewerOfToken))).toEqual([null, cast.owner.id, null]);
    expect(await viewerOfToken(other.token)).toBe(cast.manager.id);
  });

  test('that was ended by hand files nothing under its person', async () => {
    const { token } = await signIn(cast.outsider);
    await ask('update sessions set ended_at = now() where token_hash = $1', tokenHash(token));
    expect(await findFormerPerson(tokenHash(token))).toBeNull();
  });

  test('that ran out still says whose it was for thirty days, and is swept away after them', async () => {
    const { token } = await signIn(cast.asker);
    await ask("update sessions set expires_at = now() - interval '29 days' where token_hash = $1", tokenHash(token));
    expect(await viewerOfToken(token)).toBeNull();
    expect(await findFormerPerson(tokenHash(token))).toBe(cast.asker.id);
    await ask("update sessions set expires_at = now() - interval '31 days' where token_hash = $1", tokenHash(token));
    expect(await findFormerPerson(tokenHash(token))).toBeNull();
    await signIn(cast.member);
    expect(await ask('select 1 from sessions where token_hash = $1', tokenHash(token))).toEqual([]);
  });

  test('tells the outbox when it begins and ends', async () => {
    const { token } = await signIn(cast.superior);
    const { id } = (await findSession(tokenHash(token), 'UTC')) ?? { id: '' };
    await endSession(viewerOf(cast.superior), { id });
    const events = await ask(
      "select type, payload from outbox_events where subject_id = $1 and type like 'session.%' order by id",
      cast.superior.id,
    );
    expect(events).toEqual([
      { type: 'session.started', payload: { personId: cast.superior.id, sessionId: id } },
      { type: 'session.ended', payload: { personId: cast.superior.id, sessionIds: [id] } },
    ]);
  });
});

describe('deactivating a person', () => {
  test('ends every session at once, opens no new one, and reactivating brings none back', async () => {
    const tokens = [await signIn(cast.viewAllData), await signIn(cast.viewAllData)].map(({ token }) => token);
    await deactivatePerson(admin, { id: cast.viewAllData.id });
    expect(await Promise.all(tokens.map(viewerOfToken))).toEqual([null, null]);
    expect(await findFormerPerson(tokenHash(tokens[0] ?? ''))).toBeNull();
    expect((await signIn(cast.viewAllData)).isOpen).toBe(false);
    await reactivatePerson(admin, { id: cast.viewAllData.id });
    expect(await Promise.all(tokens.map(viewerOfToken))).toEqual([null, null]);
    expect((await signIn(cast.viewAllData)).isOpen).toBe(true);
  });

  testParallel('while they sign in leaves no session open', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [, ...signedIn] = await Promise.all([
        deactivatePerson(admin, { id: cast.unlistedKeeper.id }),
        ...Array.from({ length: 4 }, () => signIn(cast.unlistedKeeper)),
      ]);
      expect(signedIn).toHaveLength(4);
      const left = await ask(
        'select 1 from sessions where person_id = $1 and ended_at is null',
        cast.unlistedKeeper.id,
      );
      expect(left).toEqual([]);
      await reactivatePerson(admin, { id: cast.unlistedKeeper.id });
    }
  });
});

describe('what next-auth gets', () => {
  const adapter = sessionAdapter({ userAgent: '', formerTokenHash: null });
  const key = { provider: 'oidc', providerAccountId: 'https://id.example sub with spaces' };
  const identity = {
    issuer: 'https://id.example',
    subject: 'sub with spaces',
    email: 'a1@example.com',
    isEmailVerified: true,
    name: 'A',
  };

  test('is the person behind issuer and subject, once they were admitted, and while they are active', async () => {
    expect(await adapter.getUserByAccount?.(key)).toBeNull();
    await admitIdentity(identity);
    expect(await adapter.getUserByAccount?.(key)).toMatchObject({ email: 'a1@example.com' });
    await ask(
      "update subjects set is_active = false where id = (select id from people where email = 'a1@example.com')",
    );
    expect(await adapter.getUserByAccount?.(key)).toBeNull();
  });

  test('is never a session that is there already, and none for the deactivated', async () => {
    const { token } = await signIn(cast.member);
    expect(await adapter.getSessionAndUser?.(token)).toBeNull();
    const session = { sessionToken: newToken(), userId: cast.deactivated.id, expires: new Date() };
    await expect(adapter.createSession?.(session)).rejects.toThrow();
  });
});
