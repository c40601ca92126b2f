import { Avatar } from '@/components/ui/avatar';
import { Menu } from '@/components/ui/menu';
import type { Reader } from '@/lib/feed/view-models';
import { fullDate, timeAgo } from '@/lib/format';
import { markReadAction } from '@/lib/notifications/actions';
import { settingsPath, whyPath } from '@/lib/notifications/rules';
import type { NotificationLine } from '@/lib/notifications/view-models';
import { plainSentence, Sentence } from './sentence';
import { namesPlace } from './sentence-words';

/** Who came last, or the group where nobody did anything. */
function Picture({ line: { actors, place } }: { line: NotificationLine }) {
  const [actor] = actors;
  if (actor) return <Avatar id={actor.id} name={actor.name} photoId={actor.photoId} />;
  if (place?.kind === 'group')
    return <Avatar id={place.group.id} name={place.group.name} photoId={place.group.photoId} square />;
  return <Avatar id="nobody" name="?" photoId={null} />;
}

/** When it was, and where when the sentence has not said so. */
function WhenAndWhere({ line, reader: { locale, timeZone, now } }: { line: NotificationLine; reader: Reader }) {
  const { place, at } = line;
  const where = namesPlace(line) || line.reason === 'profile_post' ? null : place;
  return (
    <p className="meta">
      <time dateTime={at} title={fullDate(at, locale, timeZone)}>
        {timeAgo(at, now, locale, timeZone)}
      </time>
      {where?.kind === 'group' && (
        <>
          {' · in '}
          <bdi>{where.group.name}</bdi>
        </>
      )}
      {where?.kind === 'record' && (
        <>
          {' · on '}
          <bdi>{where.record.name}</bdi>
        </>
      )}
      {where?.kind === 'person' && (
        <>
          {' · on the profile of '}
          <bdi>{where.person.name}</bdi>
        </>
      )}
    </p>
  );
}

/** A post is read when it is seen there: see ReadHere. Of what is elsewhere, following the link presses the button. */
const pressedBy = ({ id, isUnread, href }: NotificationLine) =>
  isUnread && !href.startsWith('/posts/') ? `read-${id}` : undefined;

/** The sentence as a link that covers the line, what was written, and where. */
export function LineText({ line, reader }: { line: NotificationLine; reader: Reader }) {
  const written = line.excerpt ?? line.message;
  return (
    <div className="note-text">
      <p>
        {line.isUnread && <span className="sr-only">Unread: </span>}
        <a href={line.href} data-reads={pressedBy(line)}>
          <Sentence line={line} locale={reader.locale} />
        </a>
      </p>
      {written && (
        <p className="note-said" dir="auto">
          {written}
        </p>
      )}
      <WhenAndWhere line={line} reader={reader} />
    </div>
  );
}

function LineMenu({ line, locale }: { line: NotificationLine; locale: string }) {
  return (
    <Menu label={`More for “${plainSentence(line, locale)}”`} icon="more">
      {line.isUnread && (
        <form action={markReadAction}>
          <input type="hidden" name="threadKey" value={line.threadKey} />
          <input type="hidden" name="anchor" value={`note-${line.id}`} />
          <button className="i i-check" type="submit" id={`read-${line.id}`}>
            Mark as read
          </button>
        </form>
      )}
      <a className="i i-alert" href={whyPath(line.id)}>
        Why did I get this?
      </a>
      <a className="i i-settings" href={`${settingsPath}#reason-${line.reason}`}>
        Change what I am told of
      </a>
    </Menu>
  );
}

/** A line alone, on the page that says why it came. */
export function LineCard({ line, reader }: { line: NotificationLine; reader: Reader }) {
  return (
    <div className="card notes">
      <div className="note">
        <Picture line={line} />
        <LineText line={line} reader={reader} />
      </div>
    </div>
  );
}

/** One line under the bell. */
export function Line({ line, reader }: { line: NotificationLine; reader: Reader }) {
  return (
    <li className={line.isUnread ? 'note is-unread' : 'note'} id={`note-${line.id}`}>
      <Picture line={line} />
      <LineText line={line} reader={reader} />
      <LineMenu line={line} locale={reader.locale} />
    </li>
  );
}
