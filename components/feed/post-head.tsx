import { Avatar } from '@/components/ui/avatar';
import type { PersonLine, Place, PostView, Reader } from '@/lib/feed/view-models';
import { reachWords, seenByWords } from './reach-words';
import { When } from './when';

export function PersonLink({ person }: { person: PersonLine }) {
  return (
    <a href={`/people/${person.handle}`} dir="auto">
      {person.name}
    </a>
  );
}

function AuthorFacts({ author }: { author: PersonLine }) {
  return (
    <>
      {author.kind === 'guest' && 'Guest · '}
      {!author.isActive && 'Deactivated · '}
      {author.title && (
        <>
          <bdi>{author.title}</bdi>
          {' · '}
        </>
      )}
    </>
  );
}

function PlaceLink({ place }: { place: Place }) {
  if (place.kind === 'person')
    return (
      <>
        {' '}
        → <PersonLink person={place.person} />
      </>
    );
  const { slug, name, access } = place.group;
  return (
    <>
      {' in '}
      <a href={`/groups/${slug}`} dir="auto">
        {name}
      </a>
      {access !== 'public' && ` (${access})`}
    </>
  );
}

/** Who and where, who sees it, when. */
export function PostHead({ post, reader }: { post: PostView; reader: Reader }) {
  const { author, place, reach } = post;
  const audience = place?.kind === 'group' ? seenByWords(reach, reader.locale) : reachWords(reach, reader.locale);
  return (
    <header className="post-head">
      <Avatar id={author.id} name={author.name} photoId={author.photoId} />
      <p className="by">
        <PersonLink person={author} />
        {place && <PlaceLink place={place} />}
      </p>
      <When at={post.createdAt} href={`/posts/${post.id}`} reader={reader} />
      <p className="meta">
        <AuthorFacts author={author} />
        {audience}
        {post.editedAt && (
          <>
            {' · '}
            <a href={`/posts/${post.id}/history`}>edited</a>
          </>
        )}
        {post.isMuted && ' · muted'}
      </p>
    </header>
  );
}
