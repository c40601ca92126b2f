import { describe, expect, test } from 'vitest';
import { completeClaims, identityOf } from './claims';

const base = { iss: 'https://id.example', sub: 'u1', email: 'Anna@Example.com', name: 'Anna' };

describe('an identity', () => {
  test('is issuer and subject, with the address as it is compared', () => {
    expect(identityOf(base)).toEqual({
      issuer: 'https://id.example',
      subject: 'u1',
      email: 'anna@example.com',
      isEmailVerified: false,
      name: 'Anna',
    });
  });

  test.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [undefined, false],
    ['yes', false],
    [1, false],
  ])('whose email_verified is %j counts as verified: %j', (claim, isEmailVerified) => {
    expect(identityOf({ ...base, email_verified: claim }).isEmailVerified).toBe(isEmailVerified);
  });

  test('has no verified address without an address', () => {
    expect(identityOf({ ...base, email: undefined, email_verified: true })).toMatchObject({
      email: null,
      isEmailVerified: false,
    });
    expect(identityOf({ ...base, email: 'not an address', email_verified: true })).toMatchObject({
      email: null,
      isEmailVerified: false,
    });
  });

  test('takes its name from what there is', () => {
    const { name, ...nameless } = base;
    expect(identityOf({ ...nameless, given_name: 'Anna', family_name: 'S' }).name).toBe('Anna S');
    expect(identityOf({ ...nameless, preferred_username: 'anna' }).name).toBe('anna');
    expect(identityOf({ ...nameless, name: { not: 'text' } }).name).toBeNull();
  });
});

describe('userinfo', () => {
  test('adds what the id token does not say', () => {
    const idToken = { iss: 'i', sub: 's' };
    expect(completeClaims(idToken, { sub: 's', email: 'a@b.example', email_verified: true, name: 'A' })).toEqual({
      iss: 'i',
      sub: 's',
      email: 'a@b.example',
      email_verified: true,
      name: 'A',
    });
  });

  test('does not vouch for the address of the id token with its word about another', () => {
    const idToken = { iss: 'i', sub: 's', email: 'victim@b.example' };
    expect(completeClaims(idToken, { email: 'own@b.example', email_verified: true })).toEqual(idToken);
  });
});
