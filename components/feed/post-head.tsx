import { Avatar } from '@/components/ui/avatar';
import { namedPlace } from '@/lib/feed/place-rules';
import type { PersonLine, Place, PostView, Reader } from '@/lib/feed/view-models';
import { formatNumber } from '@/lib/format';
import { reachWords, seenByWords } from './reach-words';
import { When } from './when';

export function PersonLink({ person }: { person: PersonLine }) {
  return (
    <a href={`/people/${person.handle}`} dir="auto">
      {person.name}
    </a>
  );
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Keeps a text that runs the other way from turning its neighbours around, without an element for it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** The second line as one text: who the author is, who sees the post. */
function facts({ kind, author, place, reach, isMuted }: PostView, locale: string): string {
  const audience =
    place?.kind === 'group' || reach.people === null ? seenByWords(reach, locale) : reachWords(reach, locale);
  const words = [
    kind === 'announcement' && 'Announcement',
    author.kind === 'guest' && 'Guest',
    !author.isActive && 'Deactivated',
    isolated(author.title),
    audience,
    isMuted && 'muted',
  ];
  return words.filter(Boolean).join(' · ');
}

function PlaceLink({ place }: { place: Place }) {
  if (place.kind === 'person')
    return (
      <>
        {' '}
        → <PersonLink person={place.person} />
      </>
    );
  const { href, name } = namedPlace(place);
  return (
    <>
      {place.kind === 'group' ? ' in ' : ' → '}
      <a href={href} dir="auto">
        {name}
      </a>
      {place.kind === 'group' && place.group.access !== 'public' && ` (${place.group.access})`}
    </>
  );
}

const seenWords = ({ count, isMore }: NonNullable<PostView['seenBy']>, locale: string) =>
  `Seen by ${formatNumber(count, locale)}${isMore ? '+' : ''}`;

/** Who and where, who sees it, when. */
export function PostHead({ post, reader }: { post: PostView; reader: Reader }) {
  const { author, place } = post;
  return (
    <header className="post-head">
      <Avatar id={author.id} name={author.name} photoId={author.photoId} />
      <p className="by">
        <PersonLink person={author} />
        {place && <PlaceLink place={place} />}
      </p>
      <When at={post.createdAt} href={`/posts/${post.id}`} reader={reader} />
      <p className="meta">
        {facts(post, reader.locale)}
        {post.seenBy !== null && post.seenBy.count > 0 && (
          <>
            {' · '}
            <a className="whitespace-nowrap" href={`/posts/${post.id}/seen`}>
              {seenWords(post.seenBy, reader.locale)}
            </a>
          </>
        )}
        {post.editedAt && (
          <>
            {' · '}
            <a href={`/posts/${post.id}/history`}>edited</a>
          </>
        )}
      </p>
    </header>
  );
}
