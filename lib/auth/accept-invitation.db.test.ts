import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { findSession } from '@/lib/access/session';
import { listInvitations } from '@/lib/administration/invitation-queries';
import { invitePerson } from '@/lib/administration/invite-person';
import { withdrawInvitation } from '@/lib/administration/withdraw-invitation';
import { Conflict, Invalid } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { invitationToken, newInvitation } from '@/lib/invitation-link';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { acceptInvitation, findOffer } from './accept-invitation';
import { admitIdentity } from './admit-person';
import { tokenHash } from './current';
import { redeemLink, sendSignInLink } from './email-link';
import { newToken } from './open-session';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const admin = viewerOf(cast.admin);
const browser = { userAgent: 'test', formerTokenHash: null };
const session = () => ({ token: newToken(), browser });
const asNewcomer = (name: string) => ({ viewer: null, name, session: session() });

async function invite(email: string, kind: 'internal' | 'guest' = 'internal'): Promise<string> {
  return invitationToken((await invitePerson(admin, { email, kind })).id);
}

async function inviteTo(groupId: string, email: string, kind: 'internal' | 'guest'): Promise<string> {
  const id = newId();
  const { tokenHash: hash, expiresAt } = newInvitation(id);
  await ask(
    'insert into invitations (id, token_hash, email, kind, group_id, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
    ...[id, hash, email, kind, groupId, cast.owner.id, expiresAt],
  );
  return invitationToken(id);
}

const idOf = async (email: string) => (await ask('select id from people where email = $1', email))[0]?.id;

describe('an invitation', () => {
  test('makes its person, of its kind and with the name typed there, and opens their session', async () => {
    const token = await invite('new@example.com', 'guest');
    const mine = session();
    expect(await acceptInvitation(token, { viewer: null, name: 'Nora New', session: mine })).toEqual({ isNew: true });
    const found = await findSession(tokenHash(mine.token), 'UTC');
    expect(found?.viewer).toMatchObject({ name: 'Nora New', kind: 'guest', id: await idOf('new@example.com') });
    expect(found?.viewer.permissions.size).toBe(0);
  });

  test('is not used up by looking at it, and works once', async () => {
    const token = await invite('once@example.com');
    expect(await findOffer(token, null)).toMatchObject({
      email: 'once@example.com',
      kind: 'internal',
      reader: 'newcomer',
    });
    await acceptInvitation(token, asNewcomer('Once'));
    expect(await findOffer(token, null)).toBeNull();
    await expect(acceptInvitation(token, asNewcomer('Twice'))).rejects.toThrow(Conflict);
  });

  testParallel('redeemed twenty times at once makes one person', async () => {
    const token = await invite('race@example.com');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => acceptInvitation(token, asNewcomer(`Racer ${at}`))),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict);
    expect(await ask("select 1 from subjects where name like 'Racer %'")).toHaveLength(1);
  });

  test('ends after seven days, when it is withdrawn, and when a newer one goes to the same address', async () => {
    const late = await invite('late@example.com');
    await ask(
      "update invitations set expires_at = created_at + interval '7 days', created_at = created_at - interval '8 days' where email = 'late@example.com'",
    );
    await ask("update invitations set expires_at = now() - interval '1 second' where email = 'late@example.com'");
    await expect(acceptInvitation(late, asNewcomer('Late'))).rejects.toThrow(Conflict);
    const { id } = await invitePerson(admin, { email: 'withdrawn@example.com', kind: 'internal' });
    await withdrawInvitation(admin, { id });
    await expect(withdrawInvitation(admin, { id })).rejects.toThrow(Conflict);
    await expect(acceptInvitation(invitationToken(id), asNewcomer('Gone'))).rejects.toThrow(Conflict);
    const older = await invite('again@example.com');
    await invite('again@example.com');
    expect(await findOffer(older, null)).toBeNull();
  });

  test('lasts seven days', async () => {
    const { id } = await invitePerson(admin, { email: 'seven@example.com', kind: 'internal' });
    const [row] = await ask(
      'select extract(epoch from expires_at - created_at) / 86400 as days from invitations where id = $1',
      id,
    );
    expect(Number(row?.days)).toBeCloseTo(7, 2);
  });

  test('to a group joins it, a guest only where guests are allowed', async () => {
    const membersWith = (email: string) =>
      ask('select g.group_id as id from memberships g join people p on p.id = g.person_id where p.email = $1', email);
    await acceptInvitation(
      await inviteTo(cast.groups.private.id, 'team@example.com', 'internal'),
      asNewcomer('Tea Mate'),
    );
    expect(await membersWith('team@example.com')).toEqual([{ id: cast.groups.private.id }]);
    await acceptInvitation(await inviteTo(cast.groups.guests.id, 'guest@example.com', 'guest'), asNewcomer('Gu Est'));
    expect(await membersWith('guest@example.com')).toEqual([{ id: cast.groups.guests.id }]);
    await acceptInvitation(
      await inviteTo(cast.groups.private.id, 'outside@example.com', 'guest'),
      asNewcomer('Out Side'),
    );
    expect(await membersWith('outside@example.com')).toEqual([]);
  });

  test('to someone who is here already opens nobody’s account: they accept it signed in, as themself', async () => {
    const token = await inviteTo(cast.groups.private.id, cast.outsider.email, 'internal');
    expect(await findOffer(token, null)).toMatchObject({ reader: 'stranger' });
    for (const viewer of [null, viewerOf(cast.follower)]) {
      await expect(acceptInvitation(token, { viewer, name: 'X', session: session() })).rejects.toThrow(Invalid);
    }
    const viewer = viewerOf(cast.outsider);
    expect(await findOffer(token, viewer)).toMatchObject({ reader: 'self' });
    expect(await acceptInvitation(token, { viewer, name: null, session: session() })).toEqual({ isNew: false });
    expect(await findOffer(token, viewer)).toBeNull();
  });

  test('is fulfilled by signing in with its address, proved by a link or by the provider', async () => {
    await invite('link@example.com', 'guest');
    const path = await sendSignInLink('link@example.com', '/');
    const link = path?.match(/link\/([\w-]+)/)?.[1] ?? '';
    expect(await redeemLink(link, 'Li Nk', session())).toEqual({ personId: await idOf('link@example.com') });
    await invite('sso@example.com', 'guest');
    const identity = { issuer: 'https://id.example', subject: 'sso', email: 'sso@example.com', name: 'S' };
    expect(await admitIdentity({ ...identity, isEmailVerified: false })).toEqual({ problem: 'address_unproven' });
    expect(await admitIdentity({ ...identity, isEmailVerified: true })).toHaveProperty('personId');
    const kinds = await ask("select kind from people where email in ('link@example.com', 'sso@example.com')");
    expect(kinds).toEqual([{ kind: 'guest' }, { kind: 'guest' }]);
  });

  test('is made from a secret: of the table and the id alone nobody can tell the token', async () => {
    const token = await invite('secret@example.com');
    const [row] = await ask("select id, token_hash as hash from invitations where email = 'secret@example.com'");
    expect(token).not.toBe(row?.hash);
    expect(token).toHaveLength(43);
    const line = (await listInvitations(admin)).find(({ id }) => id === row?.id);
    expect(line?.url?.endsWith(`/invite/${token}`)).toBe(true);
  });

  test('to a group gives its link to whoever invited, and not to an admin who is not in it', async () => {
    await inviteTo(cast.groups.unlisted.id, 'inward@example.com', 'internal');
    const line = (await listInvitations(admin)).find(({ email }) => email === 'inward@example.com');
    expect(line).toMatchObject({ groupName: null, url: null });
  });

  test('goes to nobody who is here', async () => {
    await expect(invitePerson(admin, { email: cast.guest.email, kind: 'guest' })).rejects.toThrow(Invalid);
  });
});
