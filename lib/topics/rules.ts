import { INVISIBLE, lengthOf } from '@/lib/body/rules';

export const MAX_TOPICS_PER_POST = 10;
export const MAX_TOPIC_NAME = 99;

/** Records that carry a topic are counted up to here; one more than that means that there are more. */
export const RECORDS_COUNTED = 1_000;

// Folding may lengthen a name (ß becomes ss); a key beyond this is not text that people type.
const MAX_TOPIC_KEY = 2 * MAX_TOPIC_NAME;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069[\]]/u;

/**
 * The identity of a topic: NFKC, case fold, spaces collapsed. Lower, upper, lower is a full case fold in plain JavaScript:
 * it joins ß, ẞ and ss, and both small sigmas; the dot that İ leaves behind is dropped so that the four Turkish i are one.
 * Accents stay: ć is not c.
 */
export function topicKey(name: string): string {
  const visible = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const folded = visible.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  return folded.replaceAll('ς', 'σ').replaceAll('i\u0307', 'i').replace(/\s+/g, ' ').trim();
}

/** The name as it will be shown, or null when it cannot be a topic (empty, no letter, too long, hidden or look-alike characters). */
export function normaliseTopicName(name: string): string | null {
  if (FORBIDDEN.test(name)) return null;
  const shown = name.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  if (lengthOf(shown) > MAX_TOPIC_NAME || mixesScripts(shown)) return null;
  const key = topicKey(shown);
  return /\p{L}/u.test(key) && lengthOf(key) <= MAX_TOPIC_KEY ? shown : null;
}

/** The address of a topic's page, from its key. */
export function topicHref(key: string): string {
  return `/topics/${encodeURIComponent(key.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
}

const LETTERS = /[\p{L}\p{M}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const CYRILLIC_TWINS = 'аесорухіјѕԁһӏԛԝвкмнтАВЕКМНОРСТУХІЈЅԌԚԜ';
const GREEK_TWINS = 'αγικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const TWINS = new RegExp(`[${CYRILLIC_TWINS}${GREEK_TWINS}]`, 'u');

/** Whether one word hides Cyrillic or Greek letters that look like Latin ones among Latin letters ("pаypal"). */
export function mixesScripts(name: string): boolean {
  const words = name.normalize('NFKC').match(LETTERS) ?? [];
  return words.some((word) => LATIN.test(word) && TWINS.test(word));
}
