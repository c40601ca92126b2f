/** Where in a text a mention, a topic or a record is being typed, and what to look up for it. */
export type Wanted = { type: 'mention' | 'topic' | 'record'; query: string; start: number };

const mention = /(?:^|[\s(])@([\p{L}\p{N}._'’-]{1,40}(?: [\p{L}\p{N}.'’-]{1,30})?)$/u;
const topic = /(?:^|[\s(])#(\[[^\][\n]{1,99}|[\p{L}\p{N}_-]{1,60})$/u;
const record = /(?:^|[\s(])\/([\p{L}\p{N}][\p{L}\p{N}.,&'’-]{0,60}(?: [\p{L}\p{N}.,&'’-]{1,30}){0,3})$/u;

const types: Record<string, Wanted['type']> = { '@': 'mention', '#': 'topic', '/': 'record' };

/** What the text before the caret asks for, or null. */
export function wantedAt(before: string): Wanted | null {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const found = mention.exec(line) ?? topic.exec(line) ?? record.exec(line);
  const typed = found?.[1];
  if (typed === undefined) return null;
  const start = before.length - typed.length - 1;
  const type = types[before.charAt(start)];
  return type ? { type, query: typed.replace(/^\[/, ''), start } : null;
}

/** Puts the chosen value where the typing was, with a space to go on after it. */
export function complete(box: HTMLTextAreaElement, wanted: Wanted, value: string): void {
  box.setRangeText(`${value.trimEnd()} `, wanted.start, box.selectionStart, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** One line of the list: what to insert, how it shows, and a note that greys it. */
export type Completion = { value: string; label: string; detail: string; note?: string };

/** The id of the list; its lines are `LIST-0` and so on. */
export const LIST = 'completions';

/** Asks the server what to offer for what is being typed, as the place that is written to allows it. */
export async function lookUp(box: HTMLTextAreaElement, wanted: Wanted, signal: AbortSignal): Promise<Completion[]> {
  const chosen = box.form?.elements.namedItem('subjectId');
  const place =
    chosen instanceof HTMLSelectElement || chosen instanceof HTMLInputElement ? chosen.value : (box.dataset.in ?? '');
  const asked = new URLSearchParams({ type: wanted.type, q: wanted.query, in: place });
  const answer = await fetch(`/api/completions?${asked}`, { signal });
  return answer.ok ? ((await answer.json()) as { items: Completion[] }).items : [];
}

/** Tells those who cannot see it that the box has a list of suggestions, and which is chosen. */
export function announce(box: HTMLTextAreaElement, active: number | null) {
  box.setAttribute('aria-autocomplete', 'list');
  if (active === null) {
    box.removeAttribute('aria-controls');
    box.removeAttribute('aria-activedescendant');
  } else {
    box.setAttribute('aria-controls', LIST);
    box.setAttribute('aria-activedescendant', `${LIST}-${active}`);
  }
}
