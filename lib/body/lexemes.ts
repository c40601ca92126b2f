import { normaliseTopicName, topicKey } from '@/lib/topics/rules';
import { characterAt, isSpace, isWord, seenBefore } from './characters';
import type { Meter } from './meter';
import type { Inline, Topic } from './tree';

/** One thing recognised at a position: where it ends and what it is (plain text when it only looked like one). */
export type Lexeme = { end: number; node: Inline };

/** A typed `@handle`. When underscores follow they may belong to it or close an italic: `longer` is the first reading. */
export type HandleLexeme = { end: number; handle: string; longer: string | null };

const MAX_HANDLE = 39;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BRACKETED_ID = new RegExp(`\\[(${UUID})\\]`, 'iy');
const HANDLE = /[a-z0-9][a-z0-9._-]*/iy;
// The whole address of a record and no other page of it: nothing that would go on with the address may follow.
const RECORD_PATH = new RegExp(
  `/records/([a-z][a-z0-9_]{0,39})/(${UUID})(?:/(?!\\[))?(?![-\\p{L}\\p{N}%@=&]|[/?#.:]+[-\\p{L}\\p{N}%_=&])`,
  'uy',
);
const NAME_SOURCE_LIMIT = 400;
const BRACKETED_NAME = /[^\][\n]*/y;
const JOINERS = /[-_·・]*/y;
// A hyphen, an underscore, a middle dot or an invisible joiner belongs to a bare name only between its letters.
const BARE_NAME = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_·・\u200c\u200d]+[\p{L}\p{M}\p{N}]+)*/uy;

/** The id in `[uuid]` at a position, for `@[id]` and `/[id]`. */
export function readId(text: string, open: number): { end: number; id: string } | null {
  const match = matchAt(BRACKETED_ID, text, open);
  return match?.[1] ? { end: open + match[0].length, id: match[1].toLowerCase() } : null;
}

/** What a record's address says: the API name of its object and its id. */
export type RecordAddress = { object: string; id: string };

/** The path of a record's page at a position: `/records/opportunity/[uuid]`. */
export function readRecordPath(text: string, at: number): { end: number; address: RecordAddress } | null {
  const match = matchAt(RECORD_PATH, text, at);
  const [found, object, id] = match ?? [];
  return found && object && id ? { end: at + found.length, address: { object, id: id.toLowerCase() } } : null;
}

/** A topic whose `#` stands at the start or after a space: `#word` or `#[two words]`. */
export function readTopic(text: string, hash: number, meter: Meter): Lexeme | null {
  if (!isSpace(seenBefore(text, hash, meter))) return null;
  return text.charAt(hash + 1) === '[' ? readBracketed(text, hash, meter) : readBare(text, hash);
}

/** A handle whose `@` is not glued to a word, as it is in a mail address. */
export function readHandle(text: string, at: number, meter: Meter): HandleLexeme | null {
  const before = seenBefore(text, at, meter);
  const typed = matchAt(HANDLE, text, at + 1)?.[0];
  meter.steps += typed?.length ?? 0;
  // A bracket is the end of a mention, which counts as the name it shows.
  if (!typed || before === '@' || before === ']' || isWord(before)) return null;
  const after = characterAt(text, at + 1 + typed.length);
  if (after === '@' || isWord(after)) return null;
  const handle = typed.replace(/[._-]+$/, '').toLowerCase();
  const longer = typed.replace(/[.-]+$/, '').toLowerCase();
  if (handle.length > MAX_HANDLE) return null;
  return {
    end: at + 1 + handle.length,
    handle,
    longer: longer.length > handle.length && longer.length <= MAX_HANDLE ? longer : null,
  };
}

function readBracketed(text: string, hash: number, meter: Meter): Lexeme | null {
  const name = matchAt(BRACKETED_NAME, text, hash + 2)?.[0] ?? '';
  const close = hash + 2 + name.length;
  meter.steps += name.length;
  if (text.charAt(close) !== ']' || name.length > NAME_SOURCE_LIMIT) return null;
  const topic = topicNamed(name);
  return topic && { end: close + 1, node: topic };
}

function readBare(text: string, hash: number): Lexeme | null {
  const start = hash + 1 + (matchAt(JOINERS, text, hash + 1)?.[0].length ?? 0);
  const name = matchAt(BARE_NAME, text, start)?.[0];
  if (!name) return null;
  const end = start + name.length;
  const topic = name.length <= NAME_SOURCE_LIMIT ? topicNamed(name) : null;
  return { end, node: topic ?? text.slice(hash, end) };
}

function topicNamed(typed: string): Topic | null {
  const name = normaliseTopicName(typed);
  return name === null ? null : { t: 'topic', key: topicKey(name), name };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
