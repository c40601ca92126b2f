import { Avatar } from '@/components/ui/avatar';
import { ButtonForm } from '@/components/ui/button';
import type { Reader } from '@/lib/feed/view-models';
import { plural, timeAgo } from '@/lib/format';
import { askToJoinAction, joinGroupAction } from '@/lib/groups/actions';
import { accessNames, roleNames } from '@/lib/groups/rules';
import type { GroupCard } from '@/lib/groups/view-models';

type Clock = Pick<Reader, 'locale' | 'timeZone' | 'now'>;

function facts(group: GroupCard, { locale, timeZone, now }: Clock): string {
  const members = plural(group.memberCount, { one: '# member', other: '# members' }, locale);
  const words = [accessNames[group.access], members];
  if (group.role && group.role !== 'member') words.push(`you: ${roleNames[group.role].toLowerCase()}`);
  if (group.lastActivityAt) words.push(`last activity: ${timeAgo(group.lastActivityAt, now, locale, timeZone)}`);
  return words.join(' · ');
}

function Action({ group, anchor }: { group: GroupCard; anchor: string }) {
  const button = { fields: { groupId: group.id, anchor }, small: true };
  if (group.can.join)
    return (
      <ButtonForm action={joinGroupAction} {...button} aria-label={`Join group ${group.name}`}>
        Join
      </ButtonForm>
    );
  if (group.can.ask)
    return (
      <ButtonForm action={askToJoinAction} {...button} aria-label={`Ask to join ${group.name}`}>
        Ask to join
      </ButtonForm>
    );
  return group.hasAsked && !group.role ? <span className="meta">You asked to join</span> : null;
}

function Row({ group, clock }: { group: GroupCard; clock: Clock }) {
  const anchor = `group-${group.id}`;
  return (
    <li className="person-row flex-wrap" id={anchor}>
      <Avatar id={group.id} name={group.name} photoId={group.photoId} square />
      <div className="basis-44">
        <a className="strong wrap-anywhere" href={`/groups/${group.slug}`} dir="auto">
          {group.name}
        </a>
        {group.description && (
          <p className="line-clamp-1 wrap-anywhere" dir="auto">
            {group.description}
          </p>
        )}
        <p className="meta">{facts(group, clock)}</p>
      </div>
      <div className="ms-auto grow-0! basis-auto! empty:hidden">
        <Action group={group} anchor={anchor} />
      </div>
    </li>
  );
}

/** Groups by name, each with who sees it, how many are in it and the way in. */
export function GroupList({ groups, clock }: { groups: readonly GroupCard[]; clock: Clock }) {
  return (
    <ul className="card rows px-4">
      {groups.map((group) => (
        <Row key={group.id} group={group} clock={clock} />
      ))}
    </ul>
  );
}
