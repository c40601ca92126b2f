import { When } from '@/components/feed/when';
import { Avatar } from '@/components/ui/avatar';
import { namedPlace } from '@/lib/feed/place-rules';
import type { Reader } from '@/lib/feed/view-models';
import { plural, timeAgo } from '@/lib/format';
import type { PostHit } from '@/lib/search/view-models';
import { MarkedText } from './marked-text';

const comments = { zero: 'No comments', one: '# comment', other: '# comments' };

function Hit({ hit, reader, position }: { hit: PostHit; reader: Reader; position: number }) {
  const place = hit.place && namedPlace(hit.place);
  const when = timeAgo(hit.createdAt, reader.now, reader.locale, reader.timeZone);
  return (
    <article
      className="card post"
      aria-label={`${hit.author.name}, ${when}`}
      aria-posinset={position}
      aria-setsize={-1}
    >
      <div className="flex items-start gap-3">
        <Avatar id={hit.author.id} name={hit.author.name} photoId={hit.author.photoId} size={28} />
        <p className="min-w-0 grow">
          <a className="strong" href={`/people/${hit.author.handle}`} dir="auto">
            {hit.author.name}
          </a>
          {place && (
            <>
              {' in '}
              <a className="strong" href={place.href} dir="auto">
                {place.name}
              </a>
            </>
          )}
        </p>
        <When at={hit.createdAt} href={`/posts/${hit.id}`} reader={reader} />
      </div>
      <p className="line-clamp-4 whitespace-pre-line wrap-anywhere" dir="auto">
        <MarkedText parts={hit.excerpt} />
      </p>
      {hit.comment && (
        <p className="border-s-2 border-border ps-3 text-muted wrap-anywhere" dir="auto">
          <bdi className="font-semibold">{hit.comment.author}</bdi>: <MarkedText parts={hit.comment.excerpt} />
        </p>
      )}
      <p className="meta">
        <a className="act" href={`/posts/${hit.id}#comments`}>
          {plural(hit.commentCount, comments, reader.locale)}
        </a>
      </p>
    </article>
  );
}

/** Posts that were found, newest first. */
export function PostHits({ hits, reader }: { hits: readonly PostHit[]; reader: Reader }) {
  return (
    <section className="feed" aria-label="Posts found">
      {hits.map((hit, index) => (
        <Hit key={hit.id} hit={hit} reader={reader} position={index + 1} />
      ))}
    </section>
  );
}
