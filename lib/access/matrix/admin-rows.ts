import type { Viewer } from '@/lib/access/viewer';
import { listAuditEntries } from '@/lib/administration/audit-queries';
import { listInvitations } from '@/lib/administration/invitation-queries';
import { demandAdmin, getPerson, getPersonToDeactivate, listPeople } from '@/lib/administration/queries';
import type { AuditLine } from '@/lib/administration/view-models';
import { getOutboxFigures, listDeadLetters, listRetries, listWaitingMail } from '@/lib/operations/queries';
import { type Eyes, knows } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { groups, type Person, people, theRole } from './world';

/** Setup is there for admins; for everybody else it is forbidden, whatever it would have shown. */
const forAdmins = (expected: (eyes: Eyes) => unknown) => (eyes: Eyes) =>
  eyes.who.permissions.includes('admin') ? expected(eyes) : 'Forbidden';

const ofEach = (
  ask: (viewer: Viewer, person: Person) => Promise<unknown>,
  expected: (eyes: Eyes, person: Person) => unknown,
) =>
  people.map(
    (person): Case => ({
      of: person.role,
      ask: (viewer) => ask(viewer, person),
      expected: forAdmins((eyes) => expected(eyes, person)),
    }),
  );

const nameless = 'not named';

/** Everything that the audit says, through all its pages. */
async function everyEntry(viewer: Viewer): Promise<AuditLine[]> {
  const all: AuditLine[] = [];
  let before: string | undefined;
  do {
    const { items, next } = await listAuditEntries(viewer, before);
    all.push(...items);
    before = next ?? undefined;
  } while (before);
  return all;
}

export const adminRows: QueryRows = {
  'administration/queries.listPeople': () =>
    (['active', 'deactivated', 'all'] as const).map((state) => ({
      of: state,
      ask: (viewer) => throughPages((after) => listPeople(viewer, { q: '', state, kind: 'all', after })),
      expected: forAdmins(() =>
        idsOf(people.filter(({ isActive }) => state === 'all' || isActive === (state === 'active'))),
      ),
    })),
  'administration/queries.getPerson': () =>
    ofEach(
      async (viewer, { handle }) => {
        const { id, ownedGroups } = await getPerson(viewer, handle);
        return { id, ownedGroups };
      },
      (eyes, person) => ({
        id: person.id,
        ownedGroups: groups.filter((group) => group.seats[person.handle] === 'owner' && knows(eyes, group)).length,
      }),
    ),
  'administration/queries.getPersonToDeactivate': () =>
    ofEach(
      async (viewer, { handle }) => (await getPersonToDeactivate(viewer, handle)).id,
      ({ who }, person) => (person.isActive && person.handle !== who.handle ? person.id : 'Forbidden'),
    ),
  'administration/queries.demandAdmin': () => [
    { of: 'Setup', ask: async (viewer) => demandAdmin(viewer), expected: forAdmins(() => undefined) },
  ],
  'administration/invitation-queries.listInvitations': () => [
    {
      of: 'the groups they are for',
      ask: async (viewer) =>
        sorted((await listInvitations(viewer)).map(({ email, groupName }) => `${email} ${groupName ?? nameless}`)),
      expected: forAdmins((eyes) =>
        sorted(groups.map((group) => `${group.kind}@brightmoor.example ${knows(eyes, group) ? group.name : nameless}`)),
      ),
    },
  ],
  'administration/audit-queries.listAuditEntries': () => [
    {
      of: 'groups that were edited',
      ask: async (viewer) => {
        const edited = (await everyEntry(viewer)).filter(({ action }) => action === 'group.edited');
        return sorted(edited.map(({ subject }) => subject?.name ?? nameless));
      },
      expected: forAdmins((eyes) => sorted(groups.map((group) => (knows(eyes, group) ? group.name : nameless)))),
    },
    {
      of: 'anything of a group that is not known',
      ask: async (viewer) => {
        const said = JSON.stringify(await everyEntry(viewer));
        return groups.filter(({ slug }) => said.includes(slug)).map(({ kind }) => kind);
      },
      expected: forAdmins((eyes) => groups.filter((group) => knows(eyes, group)).map(({ kind }) => kind)),
    },
  ],
  'operations/queries.getOutboxFigures': () => [
    {
      of: 'the whole outbox',
      ask: async (viewer) => Object.keys(await getOutboxFigures(viewer)).length > 0,
      expected: forAdmins(() => true),
    },
  ],
  'operations/queries.listDeadLetters': () => [
    {
      of: 'the groups they are about',
      ask: async (viewer) => {
        const { items } = await listDeadLetters(viewer, undefined);
        return sorted(items.map(({ subject }) => subject?.name ?? nameless));
      },
      expected: forAdmins((eyes) => sorted(groups.map((group) => (knows(eyes, group) ? group.name : nameless)))),
    },
    {
      of: 'what the events carry',
      ask: async (viewer) => JSON.stringify(await listDeadLetters(viewer, undefined)).includes('carried'),
      expected: forAdmins(() => false),
    },
  ],
  'operations/queries.listRetries': () => [
    {
      of: 'the groups they are about',
      ask: async (viewer) => {
        const { items } = await listRetries(viewer);
        return sorted(items.map(({ subject }) => subject?.name ?? nameless));
      },
      expected: forAdmins((eyes) => sorted(groups.map((group) => (knows(eyes, group) ? group.name : nameless)))),
    },
  ],
  'operations/queries.listWaitingMail': () => [
    {
      of: 'those it is for',
      ask: async (viewer) =>
        sorted((await listWaitingMail(viewer)).items.map(({ person }) => person?.name ?? nameless)),
      expected: forAdmins(() => [theRole('guest').name]),
    },
  ],
};
