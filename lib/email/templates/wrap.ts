import 'server-only';

const WIDTH = 72;

export type Prefix = { first: string; rest: string };

const noPrefix: Prefix = { first: '', rest: '' };

/** Lines of a text part: broken between words, never inside an address, each behind its prefix. */
export function wrap(text: string, prefix: Prefix = noPrefix): string[] {
  const width = WIDTH - prefix.rest.length;
  const lines = text.split('\n').flatMap((line) => wrapLine(line, width));
  return lines.map((line, index) => `${index === 0 ? prefix.first : prefix.rest}${line}`.trimEnd());
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/[ \t]+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
