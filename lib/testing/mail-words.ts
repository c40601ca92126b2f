import type { MailFrame } from '@/lib/email/view-models';

type Change = <T extends MailFrame>(props: T) => T;

/** Keys of a mail's props under which people's own words stand, and those of them that an organisation may hide. */
const WRITTEN = new Set(['name', 'excerpt', 'message', 'title', 'text', 'organisation', 'c', 'topics']);
const HIDEABLE = new Set(['excerpt', 'message', 'title', 'text', 'why', 'c', 'topics']);

/** The props with everything that people wrote or named replaced. */
export function withWords(words: string): Change {
  return (props) => mapTexts(props, (text, key) => (WRITTEN.has(key) ? words : text)) as typeof props;
}

/** The same with what an organisation may hide: texts, topics and messages, and private places with their addresses. */
export function withSecrets(secret: string): Change {
  return (props) => {
    const addresses = privateAddresses(props);
    const changed = mapTexts(props, (text, key, owner) => {
      if (HIDEABLE.has(key) || (key === 'name' && isPrivatePlace(owner))) return secret;
      const address = addresses.find((url) => text.startsWith(url));
      return address ? text.replace(address, `${new URL(address).origin}/groups/${secret}`) : text;
    });
    return changed as typeof props;
  };
}

type TextChange = (text: string, key: string, owner: unknown) => string;

/** Every text under the key of its object, also when it stands in a list. */
function mapTexts(value: unknown, change: TextChange, key = '', owner: unknown = null): unknown {
  if (typeof value === 'string') return change(value, key, owner);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, key, owner));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change, name, value)]));
}

function isPrivatePlace(value: unknown): value is { url: string } {
  return typeof value === 'object' && value !== null && 'isPrivate' in value && value.isPrivate === true;
}

function privateAddresses(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return [...(isPrivatePlace(value) ? [value.url] : []), ...Object.values(value).flatMap(privateAddresses)];
}
