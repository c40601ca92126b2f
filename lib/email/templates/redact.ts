import 'server-only';
import type {
  DigestChange,
  DigestPost,
  DigestSection,
  MailComment,
  MailEntry,
  MailFrame,
  MailPlace,
} from '@/lib/email/view-models';

/** What the mails of an organisation that keeps its content to itself say instead of it. */
export const HIDDEN_NOTE = 'What was written is not shown, because your organisation keeps it out of mail.';

/** What the button says instead, where its address would have told the name of a private group. */
export const SEE_GROUPS = 'See your groups';

type Props = MailFrame & {
  group?: MailPlace | null;
  url?: string;
  message?: string;
  body?: unknown;
  names?: unknown;
  asker?: { id: string; name: string; title: string };
  entries?: MailEntry[];
  threadTail?: MailComment[];
  sections?: DigestSection[];
  changes?: DigestChange[];
};

/**
 * A mail's props without anything people wrote and without private places, when the organisation hides content: the
 * templates then say less because there is less, and none of them can forget it. Names of people stay.
 */
export function redactProps<T extends MailFrame>(props: T): T;
export function redactProps(props: Props): Props {
  if (!props.hidesContent) return props;
  const { appUrl } = props;
  return {
    ...props,
    // It may name the group that a mail comes from; the link beside it still explains.
    why: '',
    ...(props.url !== undefined && { url: redactUrl(props.url, props.group, appUrl) }),
    ...(props.group && { group: redactPlace(props.group, appUrl) }),
    ...('message' in props && { message: '' }),
    ...('body' in props && { body: [], names: {} }),
    ...(props.asker && { asker: { ...props.asker, title: '' } }),
    ...(props.entries && { entries: props.entries.map((entry) => redactEntry(entry, appUrl)) }),
    ...(props.threadTail && { threadTail: [] }),
    ...(props.changes && { changes: props.changes.map((change) => redactChange(change, appUrl)) }),
    ...(props.sections && { sections: props.sections.map((section) => redactSection(section, appUrl)) }),
  };
}

function redactPlace(place: MailPlace, appUrl: string): MailPlace {
  return place.isPrivate ? { name: 'a private group', isPrivate: true, url: `${appUrl}/groups` } : place;
}

/** A group's address says its name. */
function redactUrl(url: string, place: MailPlace | null | undefined, appUrl: string): string {
  return place?.isPrivate && url.startsWith(place.url) ? `${appUrl}/groups` : url;
}

function redactEntry(entry: MailEntry, appUrl: string): MailEntry {
  const { message: _, ...rest } = entry;
  return {
    ...rest,
    place: entry.place && redactPlace(entry.place, appUrl),
    url: redactUrl(entry.url, entry.place, appUrl),
    body: null,
    names: {},
    belongsTo: null,
  };
}

function redactSection({ place, posts }: DigestSection, appUrl: string): DigestSection {
  const hidden = place && redactPlace(place, appUrl);
  return {
    place: hidden?.isPrivate ? { ...hidden, name: 'A private group' } : hidden,
    posts: posts.map((post) => redactPost(post, appUrl)),
  };
}

function redactChange(change: DigestChange, appUrl: string): DigestChange {
  return change.isPrivate ? { ...change, name: 'A private record', url: appUrl } : change;
}

function redactPost(post: DigestPost, appUrl: string): DigestPost {
  return {
    ...post,
    place: post.place && redactPlace(post.place, appUrl),
    url: redactUrl(post.url, post.place, appUrl),
    body: [],
    names: {},
    topics: [],
    comments: [],
  };
}
