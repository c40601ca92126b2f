import { EmptyState } from '@/components/ui/empty-state';
import { Menu } from '@/components/ui/menu';
import { PersonRow } from '@/components/ui/person-row';
import type { Reader } from '@/lib/feed/view-models';
import { formatDate } from '@/lib/format';
import type { ButtonAction } from '@/lib/forms/state';
import { changeRoleAction, removeMemberAction } from '@/lib/groups/actions';
import { roleNames } from '@/lib/groups/rules';
import type { MemberView } from '@/lib/groups/view-models';

type Clock = Pick<Reader, 'locale' | 'timeZone'>;

type ItemProps = { action: ButtonAction; fields: Record<string, string>; className: string; children: string };

function Item({ action, fields, className, children }: ItemProps) {
  return (
    <form action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  );
}

function MemberMenu({ member, groupId }: { member: MemberView; groupId: string }) {
  const { person, can } = member;
  if (!can.remove) return null;
  const fields = { groupId, personId: person.id, anchor: 'members' };
  return (
    <Menu label={`What to do with ${person.name}`} icon="more">
      {can.promote && (
        <Item action={changeRoleAction} fields={{ ...fields, role: 'manager' }} className="i i-admin">
          Make manager
        </Item>
      )}
      {can.demote && (
        <Item action={changeRoleAction} fields={{ ...fields, role: 'member' }} className="i i-person">
          Make member
        </Item>
      )}
      <Item action={removeMemberAction} fields={fields} className="i i-close danger">
        Remove from group
      </Item>
    </Menu>
  );
}

function note({ person, role, joinedAt }: MemberView, { locale, timeZone }: Clock) {
  const seat = role === 'member' ? '' : `${roleNames[role]} · `;
  return (
    <>
      {seat}
      {person.title && <bdi>{person.title}</bdi>}
      {person.title && ' · '}since {formatDate(joinedAt, locale, timeZone)}
    </>
  );
}

/** Who is in a group, with what the reader may do about it. */
export function MemberRows({
  members,
  groupId,
  clock,
}: {
  members: readonly MemberView[];
  groupId: string;
  clock: Clock;
}) {
  if (members.length === 0)
    return <EmptyState title="Nobody found">No member of this group has a name like that.</EmptyState>;
  return (
    <ul className="card rows px-4" id="members">
      {members.map((member) => (
        <PersonRow
          key={member.person.id}
          person={member.person}
          note={note(member, clock)}
          action={<MemberMenu member={member} groupId={groupId} />}
        />
      ))}
    </ul>
  );
}
