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

/** Where it was, when the sentence has not said so. */
function Where({ line }: { line: NotificationLine }) {
  const { place } = line;
  if (!place || namesPlace(line) || line.reason === 'profile_post') return null;
  const name = place.kind === 'group' ? place.group.name : place.person.name;
  return (
    <p className="meta">
      {place.kind === 'group' ? 'in ' : 'on the profile of '}
      <bdi>{name}</bdi>
    </p>
  );
}

/** A post is read when it is seen there: see ReadHere. Of what is elsewhere, following the link presses the button. */
const pressedBy = ({ id, isUnread, href }: NotificationLine) =>
  isUnread && !href.startsWith('/posts/') ? `read-${id}` : undefined;

/** The sentence as a link that covers the line, what was written, and where. */
export function LineText({ line, locale }: { line: NotificationLine; locale: string }) {
  const written = line.excerpt ?? line.message;
  return (
    <div className="note-text">
      <p>
        {line.isUnread && <span className="sr-only">Unread: </span>}
        <a href={line.href} data-reads={pressedBy(line)}>
          <Sentence line={line} locale={locale} />
        </a>
      </p>
      {written && (
        <p className="note-said" dir="auto">
          {written}
        </p>
      )}
      <Where line={line} />
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

export function LineTime({ line, reader: { locale, timeZone, now } }: { line: NotificationLine; reader: Reader }) {
  return (
    <time className="when" dateTime={line.at} title={fullDate(line.at, locale, timeZone)}>
      {timeAgo(line.at, now, locale, timeZone)}
    </time>
  );
}

/** A line alone, on the page that says why it came. */
export function LineCard({ line, reader }: { line: NotificationLine; reader: Reader }) {
  return (
    <div className="card notes">
      <div className="note">
        <Picture line={line} />
        <LineText line={line} locale={reader.locale} />
        <div className="note-end">
          <LineTime line={line} reader={reader} />
        </div>
      </div>
    </div>
  );
}

/** One line under the bell. */
export function Line({ line, reader }: { line: NotificationLine; reader: Reader }) {
  return (
    <li className={line.isUnread ? 'note is-unread' : 'note'} id={`note-${line.id}`}>
      <Picture line={line} />
      <LineText line={line} locale={reader.locale} />
      <div className="note-end">
        <LineTime line={line} reader={reader} />
        <LineMenu line={line} locale={reader.locale} />
      </div>
    </li>
  );
}
