import type { OutgoingMail } from '@/lib/email/rules';
import type { FakeResend } from '../fake-resend';
import type { World } from './actions';

const wordsIn = ({ subject, html, text }: Pick<OutgoingMail, 'subject' | 'html' | 'text'>) =>
  new Set(`${subject} ${html} ${text}`.match(/zq\d+x/g) ?? []);

/** The words of a mail that its recipient may not see at this moment: deleted, or of a place they are not in. */
export async function wrongWords({ query }: World, mail: OutgoingMail): Promise<string[]> {
  const words = [...wordsIn(mail)];
  const rows = await query(
    `select word from unnest($1::text[]) as word where not exists (
      select 1 from people p join subjects s on s.id = p.id and s.is_active
      join (select i.id, i.audience, i.source from feed_items i union all select c.id, c.audience, c.source from comments c) written
        on written.source like word || ' %'
      where p.email = $2 and ((written.audience is null and p.kind = 'internal') or exists (
        select 1 from memberships m where m.group_id = written.audience and m.person_id = p.id)))`,
    [words, mail.to],
  );
  return rows.map(({ word }) => `a mail to ${mail.to} shows ${word}, which they may not see`);
}

type Look = (world: World, fake: FakeResend) => Promise<string[]>;

const rowsAs =
  (query: string, say: (row: Record<string, unknown>) => string): Look =>
  async (world) =>
    (await world.query(query)).map(say);

/** One accepted mail for each that is sent, and none accepted that was put together anew. */
const once: Look = async ({ query }, { taken }) => {
  const rows =
    await query(`select m.id, m.state, m.note, m.attempts, exists (select 1 from deliveries d where d.mail_id = m.id)
    or exists (select 1 from digests g where g.mail_id = m.id) as "isKept" from mails m`);
  const counts = new Map<string, number>();
  for (const { key } of taken) counts.set(key, (counts.get(key) ?? 0) + 1);
  const wrong = rows.filter(({ id, state, isKept }) => {
    const count = counts.get(String(id)) ?? 0;
    if (state === 'sent') return count !== 1;
    return count > 1 || (state === 'cancelled' && count > 0 && !isKept);
  });
  const known = new Set(rows.map(({ id }) => String(id)));
  const strange = taken.filter(({ key }) => !known.has(key)).map(({ key }) => `${key} was taken and is no mail`);
  return [
    ...wrong.map((row) => `${JSON.stringify(row)} was taken ${counts.get(String(row.id)) ?? 0} times`),
    ...strange,
  ];
};

const sameBytes: Look = async (_, { changed }) => changed.map((key) => `${key} was offered with other bytes`);

const settled = rowsAs(
  `select d.state, d.note, m.state as mail from deliveries d left join mails m on m.id = d.mail_id where d.channel = 'email'
    and (d.state = 'waiting' or (d.state = 'sent' and coalesce(m.state, '') not in ('sent', 'failed')))`,
  (row) => `a delivery is not settled: ${JSON.stringify(row)}`,
);

const ended = rowsAs(
  `select kind, state, note from mails where state in ('ready', 'sending')`,
  (row) => `a mail came to no end: ${JSON.stringify(row)}`,
);

const noLetters = rowsAs(
  `select r.subscriber, e.type, r.last_error from outbox_retries r join outbox_events e on e.id = r.event_id`,
  (row) => `a letter is left: ${JSON.stringify(row)}`,
);

const forgotten = rowsAs('select id from mails where sealed is not null', ({ id }) => `${id} still has its tokens`);

/** Of people whose rights and wishes nobody touched, everything that is still there was mailed. */
const nothingLost: Look = async ({ query, touched }) => {
  const rows = await query(
    `select s.handle, n.reason, d.state, d.note, m.state as mail from deliveries d
      join notifications n on n.event_id = d.event_id and n.person_id = d.person_id
      join subjects s on s.id = d.person_id left join mails m on m.id = d.mail_id
    where d.channel = 'email' and d.state = 'cancelled' and d.person_id <> all($1::uuid[]) and coalesce(m.attempts, 0) = 0`,
    [[...touched]],
  );
  return rows.map((row) => `something was lost: ${JSON.stringify(row)}`);
};

/** A post is in one digest of a person only. */
const digestsDiffer: Look = async ({ query }, { taken }) => {
  const kinds = new Map((await query('select id, kind from mails')).map(({ id, kind }) => [String(id), kind]));
  const seen = new Set<string>();
  const again: string[] = [];
  for (const { payload } of taken.filter(({ key: id }) => kinds.get(id) === 'digest')) {
    for (const word of wordsIn(payload)) {
      const told = `${payload.to} ${word}`;
      if (seen.has(told)) again.push(`${told} stands in two digests`);
      seen.add(told);
    }
  }
  return again;
};

const looks = { once, sameBytes, settled, ended, noLetters, forgotten, nothingLost, digestsDiffer };

/** Everything that is wrong when all has come to rest. */
export async function findProblems(world: World, fake: FakeResend): Promise<string[]> {
  const found = await Promise.all(Object.values(looks).map((look) => look(world, fake)));
  return found.flat();
}
