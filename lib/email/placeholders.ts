import 'server-only';

/** What a stored mail says, before its tokens are put in. */
export type Unfilled = { html: string; text: string; headers?: Record<string, string> };

const PLACEHOLDER = /\{\{([a-z]+)\}\}/g;
const ONLY_PLACEHOLDER = /^\{\{([a-z]+)\}\}$/;
const CONTROL = /\p{Cc}/u;
/** Stands for two braces that somebody wrote, so that `{{unsubscribe}}` in a comment stays what it is. */
const BRACES = 'braces';
const MASK = 'about:blank#hidden';

// Characters that no text of people holds: cleanProps takes every control out of it.
const OPEN = '\u0001';
const CLOSE = '\u0002';
const MARKED = new RegExp(`${OPEN}([a-z]+)${CLOSE}`, 'g');

/** What to give as a URL whose token is known only when the mail is sent. */
export function placeholder(name: string): string {
  if (!/^[a-z]+$/.test(name) || name === BRACES) throw new Error(`a placeholder cannot be called ${name}`);
  return `{{${name}}}`;
}

/** A URL of ours while a mail is being made: a placeholder in a form that nobody can type, anything else as it is. */
export function markPlaceholder(url: string): string {
  return url.replace(ONLY_PLACEHOLDER, (_, name: string) => `${OPEN}${name}${CLOSE}`);
}

/** Ends the making of a mail: braces that people wrote become a placeholder of their own, marked ones become placeholders. */
export function settlePlaceholders(content: string): string {
  return content.replaceAll('{{', placeholderOfBraces).replace(MARKED, '{{$1}}');
}

/** Puts the values in, once and in one pass, so that a value is never read as a placeholder. Throws when one is missing. */
export function fillPlaceholders<T extends Unfilled>(content: T, values: Record<string, string>): T {
  const lookUp = (name: string): string => {
    const value = name === BRACES ? '{{' : Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`the mail needs a value for ${name}`);
    if (CONTROL.test(value)) throw new Error(`the value of ${name} holds a control character`);
    return value;
  };
  return replaceIn(content, lookUp);
}

/** The same mail to be looked at: every token is hidden, so that its links lead nowhere. */
export function maskPlaceholders<T extends Unfilled>(content: T): T {
  return replaceIn(content, (name) => (name === BRACES ? '{{' : MASK));
}

function replaceIn<T extends Unfilled>(content: T, lookUp: (name: string) => string): T {
  const inText = (text: string) => text.replace(PLACEHOLDER, (_, name: string) => lookUp(name));
  const inHtml = (html: string) => html.replace(PLACEHOLDER, (_, name: string) => escapeHtml(lookUp(name)));
  const { headers } = content;
  return {
    ...content,
    html: inHtml(content.html),
    text: inText(content.text),
    ...(headers && {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, inText(value)])),
    }),
  };
}

const placeholderOfBraces = `{{${BRACES}}}`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
