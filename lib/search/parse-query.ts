import 'server-only';
import { cleanLine } from '@/lib/body/rules';
import { topicKey } from '@/lib/topics/rules';

/** What a search asks for, whichever engine answers it. */
export type ParsedQuery = {
  /** As typed, cleaned, for showing. */
  text: string;
  /** Keys of the topics that a post must carry. */
  topics: string[];
  phrases: string[];
  words: { text: string; isPrefix: boolean }[];
};

const MAX_QUERY = 200;
const MAX_PARTS = 10;
const part = /#\[([^\]]{1,120})\]|#([^\s#[\]",]+)|"([^"]*)"?|([^\s"]+)/gu;

/**
 * `#topic` and `#[two words]` are exact topics in any case, `"a phrase"` is words in a row, `word*` is a prefix, and so
 * is the last word, which may still be unfinished. At most 200 characters and ten parts count.
 */
export function parseQuery(typed: string): ParsedQuery {
  const text = cleanLine(typed.slice(0, 4 * MAX_QUERY)).slice(0, MAX_QUERY);
  const query: ParsedQuery = { text, topics: [], phrases: [], words: [] };
  const parts = [...text.matchAll(part)].slice(0, MAX_PARTS);
  for (const [, bracketed, tag, phrase, word] of parts) addPart(query, { topic: bracketed ?? tag, phrase, word });
  const last = query.words.at(-1);
  if (last && text.endsWith(last.text)) last.isPrefix = true;
  return query;
}

function addPart(
  query: ParsedQuery,
  { topic, phrase, word }: { topic?: string | undefined; phrase?: string | undefined; word?: string | undefined },
) {
  if (topic !== undefined) query.topics.push(topicKey(topic.replace(/[.,;:!?)]+$/, '')));
  else if (phrase?.trim()) query.phrases.push(phrase.trim());
  else if (word) addWord(query, word);
}

function addWord(query: ParsedQuery, word: string) {
  const text = word.replace(/[*?]+$/, '');
  if (/[\p{L}\p{N}]/u.test(text)) query.words.push({ text, isPrefix: word.endsWith('*') });
}

/** Whether there is anything to look for in texts and names. */
export function isEmptyQuery({ topics, phrases, words }: ParsedQuery): boolean {
  return topics.length + phrases.length + words.length === 0;
}

/** The query as plain words, for finding people, groups and topics by name. */
export function nameWords({ topics, phrases, words }: ParsedQuery): string[] {
  return [...topics, ...phrases, ...words.map((word) => word.text)]
    .flatMap((text) => text.toLowerCase().split(/\s+/))
    .filter(Boolean);
}
