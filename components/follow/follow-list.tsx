import { Avatar } from '@/components/ui/avatar';
import { ButtonForm } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import { PersonRow } from '@/components/ui/person-row';
import type { PersonLine } from '@/lib/feed/view-models';
import { unfollowForAction } from '@/lib/follow/actions';
import type { FollowPage, FollowRow } from '@/lib/follow/view-models';
import { recordPath } from '@/lib/records/rules';
import { topicHref } from '@/lib/topics/rules';
import { FollowButton } from './follow-button';

function TopicRow({ row, anchor }: { row: Extract<FollowRow, { kind: 'topic' }>; anchor: string }) {
  return (
    <li className="person-row" id={anchor}>
      <span className="i i-topic text-muted ps-2.5 pe-2.5" />
      <div>
        <a className="strong" href={topicHref(row.topic.key)} dir="auto">
          #{row.topic.name}
        </a>
        <div className="meta">Topic</div>
      </div>
      <Action row={row} anchor={anchor} />
    </li>
  );
}

type EndFor = Pick<PersonLine, 'id' | 'name'> | null;

type RecordRowProps = { row: Extract<FollowRow, { kind: 'record' }>; anchor: string; endFor: EndFor };

function RecordRow({ row, anchor, endFor }: RecordRowProps) {
  return (
    <li className="person-row" id={anchor}>
      <Avatar id={row.id} name={row.name} photoId={null} square />
      <div>
        <a className="strong" href={recordPath(row.record)} dir="auto">
          {row.record.name}
        </a>
        <div className="meta">
          <bdi>{row.record.objectLabel}</bdi>
        </div>
      </div>
      <span className="flex shrink-0 flex-col items-end gap-2 sm:flex-row">
        {endFor && (
          <ButtonForm
            action={unfollowForAction}
            fields={{ personId: endFor.id, subjectId: row.id, anchor: 'main' }}
            aria-label={`End for ${endFor.name}: ${row.name}`}
            look="quiet"
            small
          >
            End for them
          </ButtonForm>
        )}
        <Action row={row} anchor={anchor} />
      </span>
    </li>
  );
}

function Action({ row, anchor }: { row: FollowRow; anchor: string }) {
  if (!row.canFollow) return null;
  return <FollowButton subjectId={row.id} kind={row.kind} isFollowing={row.isFollowing} anchor={anchor} small />;
}

function Row({ row, endFor }: { row: FollowRow; endFor: EndFor }) {
  const anchor = `follow-${row.id}`;
  if (row.kind === 'record') return <RecordRow row={row} anchor={anchor} endFor={endFor} />;
  if (row.kind === 'topic') return <TopicRow row={row} anchor={anchor} />;
  return <PersonRow person={row.person} id={anchor} action={<Action row={row} anchor={anchor} />} />;
}

type FollowListProps = {
  page: FollowPage;
  nextHref: string | null;
  empty: { title: string; text: string };
  /** Whose follows of records an admin may end. */
  endFor?: EndFor;
};

/** Who follows, or who and what is followed, each to be followed or left with one click. */
export function FollowList({ page, nextHref, empty, endFor = null }: FollowListProps) {
  if (page.items.length === 0) return <EmptyState title={empty.title}>{empty.text}</EmptyState>;
  return (
    <>
      <ul className="card rows px-4">
        {page.items.map((row) => (
          <Row key={row.id} row={row} endFor={endFor} />
        ))}
      </ul>
      <OlderLink href={nextHref}>More names</OlderLink>
    </>
  );
}
