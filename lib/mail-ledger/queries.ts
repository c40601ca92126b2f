import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { maskPlaceholders } from '@/lib/email/placeholders';
import { env } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { type MailFilter, PAGE_SIZE } from './rules';
import type { MailDelivery, MailLine, MailPage, MailView } from './view-models';

/** The ledger is for admins; in the demo, where no mail goes out, everyone reads their own here. */
function demandReader(viewer: Viewer): void {
  if (!env.DEMO) demand(viewer, 'admin');
}

const iso = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const matching: Record<MailFilter, SQL> = {
  all: sql`true`,
  waiting: sql`m.state in ('ready', 'sending')`,
  sent: sql`m.state = 'sent' and m.bounced_at is null`,
  failed: sql`m.state = 'failed'`,
  cancelled: sql`m.state = 'cancelled'`,
  bounced: sql`m.bounced_at is not null`,
};

const line = (s: Scope) => sql`m.id, m.kind, t.subject, m.address, m.state, m.note, m.attempts,
    case when p.id is null then null else json_build_object('name', p.name, 'href', '/people/' || p.handle) end as person,
    ${iso(sql`m.created_at`)} as at, ${iso(sql`m.sent_at`)} as "sentAt", ${iso(sql`m.bounced_at`)} as "bouncedAt"
  from ${s.mailLedger} m left join ${s.mailTexts} t on t.id = m.id left join ${s.people} p on p.id = m.person_id`;

/** What was sent and what was not, the latest first: admins see all, without what others were written. */
export async function listMails(viewer: Viewer, filter: MailFilter, before: string | undefined): Promise<MailPage> {
  demandReader(viewer);
  const s = scope(viewer);
  const older = isId(before) ? sql`m.id < ${before}::uuid` : sql`true`;
  const found = await s.rows<MailLine>(
    sql`select ${line(s)} where ${matching[filter]} and ${older} order by m.id desc limit ${PAGE_SIZE + 1}`,
  );
  const items = found.slice(0, PAGE_SIZE);
  return { items, next: found.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}

/** One mail with how it went, and what it says where that is open. Throws NotFound. */
export async function getMail(viewer: Viewer, id: string): Promise<MailView> {
  demandReader(viewer);
  const s = scope(viewer);
  const asked = isId(id) ? sql`m.id = ${id}` : sql`false`;
  const [[mail], deliveries] = await Promise.all([
    s.rows<MailLine & { providerId: string | null; text: string | null }>(
      sql`select t.text, m.provider_id as "providerId", ${line(s)} where ${asked}`,
    ),
    isId(id)
      ? s.rows<MailDelivery>(
          sql`select d.reason, d.state, d.note from ${s.mailDeliveries} d where d.mail_id = ${id} order by d.created_at limit 100`,
        )
      : [],
  ]);
  if (!mail) throw new NotFound();
  const text = mail.text === null ? null : maskPlaceholders({ html: '', text: mail.text }).text;
  return { ...mail, text, deliveries };
}

/** How a mail looks, with its tokens hidden. Throws NotFound where that is not open to the viewer. */
export async function getMailHtml(viewer: Viewer, id: string): Promise<string> {
  demandReader(viewer);
  const s = scope(viewer);
  const [mail] = isId(id)
    ? await s.rows<{ html: string }>(sql`select t.html from ${s.mailTexts} t where t.id = ${id}`)
    : [];
  if (!mail) throw new NotFound();
  return maskPlaceholders({ html: mail.html, text: '' }).html;
}
