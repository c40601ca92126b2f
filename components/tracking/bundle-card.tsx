import type { ReactNode } from 'react';
import { PostActions } from '@/components/feed/post-actions';
import { When } from '@/components/feed/when';
import { Avatar } from '@/components/ui/avatar';
import type { ChangeView, Names, PersonLine, PostView, Reader } from '@/lib/feed/view-models';
import { formatNumber, listParts, plural, timeAgo } from '@/lib/format';
import { type Bundle, fieldOf, type Merged, mergedOf, netOf, pathOf, toldAs } from '@/lib/tracking/bundle-rules';
import { linesOf, SHOWN_LINES } from '@/lib/tracking/change-rules';
import { Actor, ChangeHead, Remarks, Subject } from './change-head';
import { Arrow, ChangeLine, ChangeLines } from './change-lines';
import { Value } from './value';

type Shown = { names: Names; reader: Reader };
type FieldOf = NonNullable<ChangeView['field']>;

const moved = { one: 'moved once', other: 'moved # times' };
const changed = { one: 'changed once', other: 'changed # times' };
const days = { zero: 'back where it was', one: 'one day in all', other: '# days in all' };

/** The values that a field went through, with arrows between them and the last one set apart. */
function Path({ field, values, names, reader }: Shown & { field: FieldOf; values: ReturnType<typeof pathOf> }) {
  const last = values.length - 1;
  return values.map((value, index) => {
    const shown = <Value field={field} value={value} names={names} reader={reader} />;
    const step = `${index}`;
    if (index === last) return <b key={step}>{shown}</b>;
    return (
      <span key={step}>
        {shown} <Arrow />{' '}
      </span>
    );
  });
}

/** Several changes of one field in as many words as one of them takes. */
function MergedLine({ merged, names, reader }: Shown & { merged: Merged }) {
  const [first] = merged.changes;
  const field = fieldOf(merged);
  if (!first) return null;
  const told = toldAs(merged);
  if (!field || told.kind === 'once') return <ChangeLine change={first} names={names} reader={reader} />;
  const count = merged.changes.length;
  const name = <span className="of">{field.label}</span>;
  const { old, new: now } = netOf(merged);
  if (told.kind === 'path')
    return (
      <li>
        {name}: <Path field={field} values={pathOf(merged)} names={names} reader={reader} />
      </li>
    );
  if (told.kind === 'moved')
    return (
      <li>
        {name} {plural(count, moved, reader.locale)}, {plural(Math.abs(told.days), days, reader.locale)}, now{' '}
        <b>
          <Value field={field} value={now} names={names} reader={reader} />
        </b>
      </li>
    );
  if (told.kind === 'often')
    return (
      <li>
        {name} {plural(count, changed, reader.locale)}
      </li>
    );
  if (old === null || now === null)
    return (
      <li>
        {name} {plural(count, changed, reader.locale)}, now{' '}
        <b>
          <Value field={field} value={now} names={names} reader={reader} />
        </b>
      </li>
    );
  return (
    <li>
      {name} {plural(count, changed, reader.locale)},{' '}
      <Path field={field} values={[old, now]} names={names} reader={reader} /> in all
    </li>
  );
}

const actorsOf = (posts: Bundle): PersonLine[] => [...new Map(posts.map(({ author }) => [author.id, author])).values()];

const MOST_ACTORS = 3;

/** "Moses Frase, Anna Snelling and 2 others" */
function Actors({ people, locale }: { people: readonly PersonLine[]; locale: string }) {
  const named = people.length > MOST_ACTORS ? people.slice(0, MOST_ACTORS - 1) : people;
  const others = people.length - named.length;
  const names = named.map((_, index) => String(index));
  const parts = listParts(others > 0 ? [...names, 'others'] : names, locale);
  return parts.map(({ isItem, text }, index): ReactNode => {
    const person = isItem ? named[Number(text)] : undefined;
    const key = `${index}`;
    if (person) return <Actor key={key} person={person} />;
    return isItem ? `${formatNumber(others, locale)} others` : text;
  });
}

const moreChanges = { zero: 'Each change', one: '# more change', other: '# more changes' };

/** One save among others: all of it, with its own address and whatever can be done with it. */
function Item({ post, reader, here }: { post: PostView; reader: Reader; here: string | undefined }) {
  return (
    <li id={`post-${post.id}`}>
      <ChangeHead post={post} reader={reader} here={here} />
      <ChangeLines changes={linesOf(post)} names={post.names} reader={reader} />
      <PostActions post={post} reader={reader} />
    </li>
  );
}

type BundleCardProps = {
  posts: Bundle;
  reader: Reader;
  here: string | undefined;
  position: number;
};

/** What one record announced time after time, as one item: the gist of it, and each of them behind a fold. */
export function BundleCard({ posts, reader, here, position }: BundleCardProps) {
  const [newest] = posts;
  const names: Names = Object.assign({}, ...posts.map((post) => post.names));
  const merged = mergedOf(posts);
  const [shown, rest] = [merged.slice(0, SHOWN_LINES), merged.slice(SHOWN_LINES)];
  const line = (one: Merged) => <MergedLine key={one.key} merged={one} names={names} reader={reader} />;
  const total = merged.reduce((sum, { changes }) => sum + changes.length, 0);
  const told = shown.reduce((sum, { changes }) => sum + changes.length, 0);
  const when = timeAgo(newest.createdAt, reader.now, reader.locale, reader.timeZone);
  return (
    <article
      className="post change bundle"
      aria-label={`${newest.author.name}, ${when}`}
      {...(position && { 'aria-posinset': position, 'aria-setsize': -1, tabIndex: 0 })}
    >
      <header className="post-head">
        <Avatar id={newest.author.id} name={newest.author.name} photoId={newest.author.photoId} size={28} />
        <p className="did">
          <Actors people={actorsOf(posts)} locale={reader.locale} /> changed <Subject post={newest} here={here} />
          <Remarks post={newest} />
        </p>
        <When at={newest.createdAt} href={`/posts/${newest.id}`} reader={reader} />
      </header>
      <div className="changes">
        <ul>{shown.map(line)}</ul>
        <details>
          <summary>{plural(total - told, moreChanges, reader.locale)}</summary>
          {rest.length > 0 && <ul>{rest.map(line)}</ul>}
          <ul className="bundled">
            {posts.map((post) => (
              <Item key={post.id} post={post} reader={reader} here={here} />
            ))}
          </ul>
        </details>
      </div>
    </article>
  );
}
