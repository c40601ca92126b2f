import type { ReactNode } from 'react';
import { PersonLink } from '@/components/feed/post-head';
import { When } from '@/components/feed/when';
import { Avatar } from '@/components/ui/avatar';
import { namedPlace } from '@/lib/feed/place-rules';
import type { PersonLine, PostView, Reader } from '@/lib/feed/view-models';
import { subjectOf } from '@/lib/tracking/bundle-rules';
import { type Headline, headlineOf } from '@/lib/tracking/change-rules';
import { Related } from './change-lines';
import { Value } from './value';

type HeadProps = { post: PostView; reader: Reader; here: string | undefined };

/** "this opportunity" in the midst of a sentence; names in capitals stay as they are. */
const inSentence = (label: string) =>
  /^.\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** What was changed: a word for it on its own page, a link to it everywhere else. */
export function Subject({ post, here }: Pick<HeadProps, 'post' | 'here'>) {
  const { place } = post;
  if (place === null) return <>their profile</>;
  const { href, name } = namedPlace(place);
  const isHere = subjectOf(post) === here;
  if (isHere && place.kind === 'record') return <>this {inSentence(place.record.objectLabel)}</>;
  if (isHere) return place.kind === 'group' ? <>this group</> : <>this profile</>;
  const link = (
    <a href={href} dir="auto">
      {name}
    </a>
  );
  return place.kind === 'person' ? <>the profile of {link}</> : link;
}

const verbs = { changed: 'changed', created: 'created', closed: 'closed', reopened: 'reopened', restored: 'restored' };

function sentence(headline: Headline, subject: ReactNode, { post, reader }: HeadProps): ReactNode {
  if (headline.kind === 'added' && headline.change.related) {
    const { related } = headline.change;
    return (
      <>
        added {inSentence(related.objectLabel)} <Related related={related} /> to {subject}
      </>
    );
  }
  if (headline.kind === 'owner' && headline.change.field)
    return (
      <>
        made <Value field={headline.change.field} value={headline.change.new} names={post.names} reader={reader} /> the
        owner of {subject}
      </>
    );
  const verb = headline.kind === 'added' || headline.kind === 'owner' ? 'changed' : headline.kind;
  return (
    <>
      {verbs[verb]} {subject}
    </>
  );
}

/** What has to be known of it besides: in small words, and only where it is out of the ordinary. */
export function Remarks({ post: { author, reach, isMuted } }: Pick<HeadProps, 'post'>) {
  const words = [
    author.kind === 'guest' && 'Guest',
    !author.isActive && 'Deactivated',
    reach.name !== null && 'private',
    isMuted && 'muted',
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <span className="meta"> · {words.join(' · ')}</span>;
}

/** Who did it. */
export const Actor = ({ person }: { person: PersonLine }) => (
  <b>
    <PersonLink person={person} />
  </b>
);

/** Who changed what, and when. */
export function ChangeHead({ post, reader, here }: HeadProps) {
  const { author } = post;
  return (
    <header className="post-head">
      <Avatar id={author.id} name={author.name} photoId={author.photoId} size={28} />
      <p className="did">
        <Actor person={author} />{' '}
        {sentence(headlineOf(post), <Subject post={post} here={here} />, { post, reader, here })}
        <Remarks post={post} />
      </p>
      <When at={post.createdAt} href={`/posts/${post.id}`} reader={reader} />
    </header>
  );
}
