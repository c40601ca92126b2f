/** Where in a text a mention or a topic is being typed, and what to look up for it. */
export type Wanted = { type: 'mention' | 'topic'; query: string; start: number };

const mention = /(?:^|[\s(])@([\p{L}\p{N}._'’-]{1,40}(?: [\p{L}\p{N}.'’-]{1,30})?)$/u;
const topic = /(?:^|[\s(])#(\[[^\][\n]{1,99}|[\p{L}\p{N}_-]{1,60})$/u;

/** What the text before the caret asks for, or null. */
export function wantedAt(before: string): Wanted | null {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const found = mention.exec(line) ?? topic.exec(line);
  const typed = found?.[1];
  if (typed === undefined) return null;
  const start = before.length - typed.length - 1;
  return { type: before[start] === '@' ? 'mention' : 'topic', query: typed.replace(/^\[/, ''), start };
}

/** Puts the chosen value where the typing was, with a space to go on after it. */
export function complete(box: HTMLTextAreaElement, wanted: Wanted, value: string): void {
  box.setRangeText(`${value.trimEnd()} `, wanted.start, box.selectionStart, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
