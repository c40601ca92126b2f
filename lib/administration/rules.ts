/** What administration decides without a database, and the words that both sides use. */

export type Kind = 'internal' | 'guest';

export const PAGE_SIZE = 50;
export const AUDIT_PAGE_SIZE = 50;

/** Guests hold no permission: each of them is about more than the groups that a guest is in. */
export const mayHoldPermissions = (kind: Kind) => kind === 'internal';

export type Change = { granted: string[]; revoked: string[] };

/** What is to be given and taken so that someone who holds `held` holds `wanted`. */
export function changeOf(held: readonly string[], wanted: readonly string[]): Change {
  return {
    granted: wanted.filter((name) => !held.includes(name)),
    revoked: held.filter((name) => !wanted.includes(name)),
  };
}

/** One text for a set of permissions, so that a form can say what it was made from. */
export const heldText = (held: readonly string[]) => [...held].sort().join(' ');
