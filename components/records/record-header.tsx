import type { ReactNode } from 'react';
import { FollowButton } from '@/components/follow/follow-button';
import { Avatar } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { plural } from '@/lib/format';
import { recordPath } from '@/lib/records/rules';
import type { RecordView } from '@/lib/records/view-models';

/** The address of a record, or of a page below it. */
export const recordHref = ({ object, id }: Pick<RecordView, 'object' | 'id'>, below = '') =>
  `${recordPath({ object: object.apiName, id })}${below && `/${below}`}`;

/** The way up: all objects, the object's records, and on pages below it the record. */
export function Trail({ record, children }: { record: Pick<RecordView, 'object' | 'id'>; children?: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="trail meta">
      <a href="/records">Records</a>
      <a href={`/records/${record.object.apiName}`} dir="auto">
        {record.object.plural}
      </a>
      {children}
    </nav>
  );
}

function audienceWords({ audience, isOverseen }: RecordView): string {
  if (isOverseen) return 'open to you by a permission, and this visit is recorded';
  return audience === null ? 'visible to everyone' : 'visible only to whoever has access';
}

function Line({ record, locale }: { record: RecordView; locale: string }) {
  const { object, owner, followerCount } = record;
  const followers = plural(followerCount, { one: '# follower', other: '# followers' }, locale);
  return (
    <p className="meta wrap-anywhere">
      {record.audience !== null && <span className="i i-lock [--s:14px] pe-1" aria-hidden="true" />}
      <bdi>{object.label}</bdi> · owned by{' '}
      <a className="link" href={`/people/${owner.handle}`} dir="auto">
        {owner.name}
      </a>
      {object.isTracked && (
        <>
          {' '}
          · <a href={recordHref(record, 'followers')}>{followers}</a>
        </>
      )}{' '}
      · {audienceWords(record)}
    </p>
  );
}

function More({ record }: { record: RecordView }) {
  const { can } = record;
  return (
    <Menu label="More about this record" icon="more" className="btn">
      <a className="i i-clock" href={recordHref(record, 'history')}>
        History
      </a>
      {can.share && (
        <a className="i i-lock" href={recordHref(record, 'sharing')}>
          Sharing
        </a>
      )}
      {can.delete && (
        <a className="i i-trash danger" href={recordHref(record, 'delete')}>
          Delete
        </a>
      )}
    </Menu>
  );
}

/** What record this is, whose it is, who sees it, and what one can do with it. */
export function RecordHeader({ record, locale }: { record: RecordView; locale: string }) {
  const { can, isFollowing, isOverseen } = record;
  const canFollow = isFollowing || (can.follow && !isOverseen);
  return (
    <header className="record-head">
      <Trail record={record} />
      <div className="record-name">
        <Avatar id={record.id} name={record.name} photoId={null} size={64} square />
        <div>
          <h1 className="text-title tracking-tight wrap-anywhere" tabIndex={-1} dir="auto">
            {record.name}
          </h1>
          <Line record={record} locale={locale} />
        </div>
        <div className="record-acts">
          {canFollow && <FollowButton subjectId={record.id} kind="record" isFollowing={isFollowing} />}
          {can.edit && <ButtonLink href={recordHref(record, 'edit')}>Edit</ButtonLink>}
          <More record={record} />
        </div>
      </div>
    </header>
  );
}
