import type { ReactNode } from 'react';
import type { GroupLine, PersonLine } from '@/lib/feed/view-models';
import { Avatar } from './avatar';

/** A person in a list: picture, name, one line about them, and what can be done. */
export function PersonRow({
  person,
  note,
  action,
  id,
}: {
  person: PersonLine;
  note?: ReactNode;
  action?: ReactNode;
  /** Where a button of the row brings one back to without JavaScript. */
  id?: string;
}) {
  const href = `/people/${person.handle}`;
  return (
    <li className="person-row" id={id}>
      <Avatar id={person.id} name={person.name} photoId={person.photoId} />
      <div>
        <a className="strong" href={href} dir="auto">
          {person.name}
        </a>
        {person.kind === 'guest' && <span className="meta"> · guest</span>}
        {!person.isActive && <span className="meta"> · deactivated</span>}
        <div className="meta">{note ?? <bdi>{person.title}</bdi>}</div>
      </div>
      {action}
    </li>
  );
}

/** A group in a list. */
export function GroupRow({ group, note, action }: { group: GroupLine; note?: ReactNode; action?: ReactNode }) {
  const href = `/groups/${group.slug}`;
  return (
    <li className="person-row">
      <Avatar id={group.id} name={group.name} photoId={group.photoId} square />
      <div>
        <a className="strong" href={href} dir="auto">
          {group.name}
        </a>
        {group.access !== 'public' && <span className="meta"> · {group.access}</span>}
        {group.isArchived && <span className="meta"> · archived</span>}
        {note && <div className="meta">{note}</div>}
      </div>
      {action}
    </li>
  );
}
