import 'server-only';
import type { Tx } from '@/db/writer';
import { Forbidden, NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { type Ability, abilities, type Noun } from './abilities';
import { finders } from './facts';
import type { Viewer } from './viewer';

type NounOf<A extends Ability> = A extends `${infer N extends Noun}.${string}` ? N : never;
type FactsOf<A extends Ability> = NonNullable<Awaited<ReturnType<(typeof finders)[NounOf<A>]>>>;

/**
 * The row that a domain function is about to write to, locked until the transaction ends.
 * Throws NotFound when it is not in the viewer's scope, exactly as if it had never been, and Forbidden when it is but
 * the viewer may not do this to it.
 */
export async function load<A extends Ability>(viewer: Viewer, ability: A, id: string, tx: Tx): Promise<FactsOf<A>> {
  const [noun, verb] = ability.split('.') as [NounOf<A>, string];
  const facts = isId(id) ? await finders[noun](viewer, id, tx) : undefined;
  if (!facts) throw new NotFound();
  const rules: Record<string, (viewer: Viewer, facts: never) => boolean> = abilities[noun];
  if (!rules[verb]?.(viewer, facts as never)) throw new Forbidden();
  return facts as FactsOf<A>;
}

/** Throws Forbidden unless the viewer holds the permission. */
export function demand(viewer: Viewer, permission: Parameters<Viewer['permissions']['has']>[0]): void {
  if (!viewer.permissions.has(permission)) throw new Forbidden();
}
