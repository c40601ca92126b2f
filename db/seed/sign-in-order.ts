import type { SeedPerson } from './model';

const first = ['anna.snelling', 'cassey.cress'];

/** The handles of /login in demo mode: two ordinary colleagues, then the approvers, then the others, the admin last. */
export function demoSignInOrder(people: readonly SeedPerson[]): string[] {
  const approvers = new Set(people.map(({ manager }) => manager));
  const ranks = [
    ({ handle }: SeedPerson) => first.includes(handle),
    ({ handle }: SeedPerson) => approvers.has(handle),
    ({ kind, permissions }: SeedPerson) => kind === 'internal' && !permissions.includes('admin'),
    ({ permissions }: SeedPerson) => !permissions.includes('admin'),
    () => true,
  ];
  const rankOf = (person: SeedPerson) => ranks.findIndex((isIn) => isIn(person));
  return people
    .filter(({ deactivatedAt }) => !deactivatedAt)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'en'))
    .map(({ handle }) => handle);
}
