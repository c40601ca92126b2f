import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { placeholder } from '@/lib/email/placeholders';
import { renderInvitationMail } from '@/lib/email/templates/invitation-mail';
import { env } from '@/lib/env';
import type { OutboxEvent } from '@/lib/events/subscriber';
import { invitationUrl } from '@/lib/invitation-link';
import { mailGroup, mailPerson } from './batch-entries';
import { queueMail } from './queue-mail';
import type { SeenGroup } from './seen';
import { strangerFrame } from './stranger-frame';

type Invitation = {
  id: string;
  email: string;
  expiresAt: number;
  inviter: { id: string; name: string } | null;
  group: SeenGroup | null;
};

/** Mails an invitation to its address, once, as long as it is open. */
export async function mailInvitation({ id, payload, now }: OutboxEvent<'person.invited' | 'group.person_invited'>) {
  await transaction(async (tx) => {
    const { rows } =
      await tx.execute(sql`select i.id, i.email, (extract(epoch from i.expires_at) * 1000)::float8 as "expiresAt",
        case when by_whom.id is not null then json_build_object('id', by_whom.id, 'name', by_whom.name) end as inviter,
        case when g.id is not null then json_build_object('id', g.id, 'name', s.name, 'slug', s.handle, 'access', g.access) end as group
      from invitations i left join subjects by_whom on by_whom.id = i.invited_by
      left join groups g on g.id = i.group_id left join subjects s on s.id = g.id
      where i.id = ${payload.invitationId} and i.accepted_at is null and i.expires_at > ${now.toISOString()}::timestamptz`);
    const [invitation] = rows as Invitation[];
    if (!invitation) return;
    const { email, inviter, group } = invitation;
    const expiresAt = new Date(invitation.expiresAt);
    const content = await renderInvitationMail({
      ...(await strangerFrame(tx)),
      inviter: inviter && mailPerson(inviter),
      group: group && { ...mailGroup(group), url: env.APP_URL },
      message: '',
      url: placeholder('link'),
      expiresAt: expiresAt.toISOString(),
    });
    const sealed = { link: invitationUrl(invitation.id) };
    await queueMail(tx, {
      eventId: id,
      kind: 'invitation',
      personId: null,
      address: email,
      content,
      sealed,
      expiresAt,
      now,
    });
  });
}
