import 'server-only';
import { sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { type Channels, choosable, isByGroup, type Reason, reasons, versionOf } from './rules';
import type { GroupSetting, NotificationDefaults, NotificationSettings, ReasonSetting } from './view-models';

type DefaultRow = Channels & { reason: string; isLocked: boolean };

/** Where each reason goes for those who chose nothing, as the admins have it. */
export async function listReasonDefaults(viewer: Viewer, tx?: Parameters<typeof scope>[1]): Promise<ReasonSetting[]> {
  const s = scope(viewer, tx);
  const set = await s.rows<DefaultRow>(
    sql`select d.reason, d.page, d.email, d.is_locked as "isLocked" from ${s.notificationDefaults} d`,
  );
  const byReason = new Map(set.map((row) => [row.reason, row]));
  return choosable.map((reason) => {
    const { label, page, email } = reasons[reason];
    const row = byReason.get(reason) ?? { page, email, isLocked: false };
    return { reason, label, page: row.page, email: row.email, isLocked: row.isLocked, isByGroup: isByGroup(reason) };
  });
}

/** What an admin sets for everyone. */
export async function getNotificationDefaults(viewer: Viewer): Promise<NotificationDefaults> {
  demand(viewer, 'admin');
  const rows = await listReasonDefaults(viewer);
  return { reasons: rows, version: versionOf(rows) };
}

type OwnRow = Omit<NotificationSettings, 'quiet' | 'reasons' | 'groups' | 'timeZone'> & {
  quietFrom: number | null;
  quietUntil: number | null;
};

/** What holds for those who never saved their settings. */
const untouched: OwnRow = {
  receivesEmail: true,
  digest: 'daily',
  groupFrequency: 'daily',
  showsReading: true,
  quietFrom: null,
  quietUntil: null,
  version: 0,
};

/** How the viewer hears each of their groups, or one of them. */
export async function listGroupSettings(viewer: Viewer, groupId?: string): Promise<GroupSetting[]> {
  const s = scope(viewer);
  const which = groupId ? sql`where g.id = ${groupId}` : sql``;
  return s.rows<GroupSetting>(sql`
    select json_build_object('id', g.id, 'slug', g.slug, 'name', g.name, 'access', g.access, 'photoId', g.photo_id,
      'isArchived', g.archived_at is not null) as group, m.email_frequency as frequency,
      case when m.muted_until > now() then to_json(m.muted_until) #>> '{}' end as "mutedUntil"
    from ${s.ownMemberships} m join ${s.groups} g on g.id = m.group_id ${which} order by lower(g.name), g.id`);
}

/** The viewer's own settings, with what is locked for everyone marked. */
export async function getNotificationSettings(viewer: Viewer): Promise<NotificationSettings> {
  const s = scope(viewer);
  const [own, choices, defaults, groups] = await Promise.all([
    s.rows<OwnRow>(sql`select receives_email as "receivesEmail", digest, group_frequency as "groupFrequency", shows_reading as "showsReading",
      quiet_from as "quietFrom", quiet_until as "quietUntil", version from ${s.ownNotificationSettings} o`),
    s.rows<Channels & { reason: Reason }>(sql`select c.reason, c.page, c.email from ${s.ownNotificationChoices} c`),
    listReasonDefaults(viewer),
    listGroupSettings(viewer),
  ]);
  const { quietFrom, quietUntil, ...row } = own[0] ?? untouched;
  const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  const byReason = new Map(choices.map((choice) => [choice.reason, choice]));
  const chosen = defaults.map((fixed) => {
    const own = fixed.isLocked ? undefined : byReason.get(fixed.reason);
    return own ? { ...fixed, page: own.page, email: own.email } : fixed;
  });
  return { ...row, quiet, timeZone: viewer.timeZone, reasons: chosen, groups };
}
