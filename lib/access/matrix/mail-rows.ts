import type { Viewer } from '@/lib/access/viewer';
import { getEmailSettings, listArrivals, listSuppressions } from '@/lib/email-settings/queries';
import { findGroupAddress } from '@/lib/inbound/queries';
import { getMail, getMailHtml, listMails } from '@/lib/mail-ledger/queries';
import { planted } from './plant';
import type { Eyes } from './reference';
import { type Case, type QueryRows, sorted } from './rows';
import { groups, type Person, people } from './world';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const forAdmins = (expected: (eyes: Eyes) => unknown) => (eyes: Eyes) => (isAdmin(eyes) ? expected(eyes) : 'Forbidden');

const hidden = 'hidden';
const addressed = ({ handle }: Person) => `${handle}@mail.example`;
const words = ({ handle }: Person) => `Words for ${handle}`;

/** A mail's words are for whoever it was written to; being an admin opens none. */
const ofMails = (ask: (viewer: Viewer, mailId: string) => Promise<unknown>, otherwise: unknown) => () =>
  people.map(
    (person): Case => ({
      of: person.role,
      ask: (viewer) => ask(viewer, planted.mails.get(person.id) ?? ''),
      expected: forAdmins(({ who }) => (who.handle === person.handle ? words(person) : otherwise)),
    }),
  );

export const mailRows: QueryRows = {
  'email-settings/queries.getEmailSettings': () => [
    {
      of: 'the organisation',
      ask: async (viewer) => (await getEmailSettings(viewer)).senderName,
      expected: forAdmins(() => 'Chatter'),
    },
  ],
  'email-settings/queries.listSuppressions': () => [
    {
      of: 'everybody',
      ask: async (viewer) => (await listSuppressions(viewer)).map(({ address }) => address),
      expected: forAdmins(() => ['gone@mail.example']),
    },
  ],
  'email-settings/queries.listArrivals': () => [
    {
      of: 'everybody',
      ask: async (viewer) => (await listArrivals(viewer)).map(({ id, words: why }) => [id, why]),
      expected: forAdmins(() => [['planted', 'An automatic answer or a mailing list']]),
    },
  ],
  'mail-ledger/queries.listMails': () => [
    {
      of: 'those they are for, and what they say',
      ask: async (viewer) =>
        sorted(
          (await listMails(viewer, 'all', undefined)).items.map(
            ({ address, subject }) => `${address} ${subject ?? hidden}`,
          ),
        ),
      expected: forAdmins(({ who }) =>
        sorted(people.map((one) => `${addressed(one)} ${who.handle === one.handle ? words(one) : hidden}`)),
      ),
    },
  ],
  'mail-ledger/queries.getMail': ofMails(async (viewer, id) => (await getMail(viewer, id)).text ?? hidden, hidden),
  'mail-ledger/queries.getMailHtml': ofMails(getMailHtml, 'NotFound'),
  'inbound/queries.findGroupAddress': () =>
    groups.map((group) => ({
      of: group.kind,
      ask: async (viewer) => findGroupAddress(viewer, { ...group, can: { post: true } }),
      // Without a domain for answers nobody has one.
      expected: () => null,
    })),
};
