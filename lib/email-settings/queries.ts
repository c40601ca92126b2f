import 'server-only';
import { sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { dropNotes } from '@/lib/inbound/rules';
import { SHOWN_ADDRESSES, SHOWN_ARRIVALS } from './rules';
import type { ArrivalLine, EmailSettingsView, SuppressionLine } from './view-models';

const untouched: EmailSettingsView = {
  isOn: true,
  allowsReplies: true,
  allowsGroupPosts: true,
  hidesContent: false,
  senderName: 'Chatter',
  version: 0,
};

const iso = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const person = sql`case when p.id is null then null else json_build_object('name', p.name, 'href', '/people/' || p.handle) end`;

/** The switches, for those who set them. */
export async function getEmailSettings(viewer: Viewer): Promise<EmailSettingsView> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [row] = await s.rows<EmailSettingsView>(sql`select e.is_on as "isOn", e.allows_replies as "allowsReplies",
      e.allows_group_posts as "allowsGroupPosts", e.hides_content as "hidesContent", e.sender_name as "senderName", e.version
    from ${s.emailSettings} e`);
  return row ?? untouched;
}

/** Addresses that bounced or complained, the latest first. */
export async function listSuppressions(viewer: Viewer): Promise<SuppressionLine[]> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  return s.rows<SuppressionLine>(sql`select x.address, x.reason, x.details, ${iso(sql`x.created_at`)} as since, ${person} as person
    from ${s.mailSuppressions} x left join ${s.people} p on lower(p.email) = x.address order by x.created_at desc, x.address limit ${SHOWN_ADDRESSES}`);
}

type ArrivalRow = Omit<ArrivalLine, 'words'> & { note: string };

/** What came in by mail, the latest first. */
export async function listArrivals(viewer: Viewer): Promise<ArrivalLine[]> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const found =
    await s.rows<ArrivalRow>(sql`select i.provider_id as id, i.state, i.note, ${iso(sql`i.created_at`)} as at, ${person} as person
    from ${s.inboundMails} i left join ${s.people} p on p.id = i.person_id order by i.created_at desc, i.provider_id limit ${SHOWN_ARRIVALS}`);
  return found.map(({ note, ...row }) => ({
    ...row,
    words: Object.entries(dropNotes).find(([key]) => key === note)?.[1] ?? '',
  }));
}
