import { type Line, parseBlocks, type RawBlock, type RawCode } from './blocks';
import { parseInline, type Span } from './inline';
import type { Meter } from './meter';
import type { Block, BodyTree, Paragraph } from './tree';

type Reading = { source: string; spans: Span[]; meter: Meter };

/**
 * Reads a body (cleaned text, see cleanText) into its tree. Never throws; cost grows in a straight line with the length,
 * which generic Markdown parsers do not promise.
 */
export function parseBody(source: string): BodyTree {
  return scanBody(source).tree;
}

/** The tree, the places of its mentions in the source, and how many characters were looked at. */
export function scanBody(source: string): { tree: BodyTree; spans: Span[]; steps: number } {
  const reading: Reading = { source, spans: [], meter: { steps: 0 } };
  const tree = parseBlocks(source, reading.meter).map((block) => finish(reading, block));
  return { tree, spans: reading.spans, steps: reading.meter.steps };
}

function finish(reading: Reading, block: RawBlock): Block {
  switch (block.t) {
    case 'paragraph':
      return paragraph(reading, block.lines);
    case 'quote':
      return { t: 'quote', c: block.blocks.map((inner) => finish(reading, inner)) };
    case 'list': {
      const items = block.items.map((item) => item.map((inner) => finish(reading, inner)));
      return block.start === null ? { t: 'list', items } : { t: 'list', items, start: block.start };
    }
    case 'pre':
      return code(reading, block);
  }
}

// A fence around nothing would be a post that nobody can see.
function code(reading: Reading, block: RawCode): Block {
  const text = block.lines.map((line) => reading.source.slice(line.start, line.end)).join('\n');
  return text.trim() === '' ? paragraph(reading, [block.fence]) : { t: 'pre', text };
}

function paragraph(reading: Reading, lines: Line[]): Paragraph {
  const text = lines.map((line) => reading.source.slice(line.start, line.end)).join('\n');
  const { children, spans } = parseInline(text, reading.meter);
  placeSpans(reading, lines, spans);
  return { t: 'paragraph', c: children };
}

// Both lists run forward and no span crosses a line, so one walk finds every place.
function placeSpans(reading: Reading, lines: Line[], spans: Span[]): void {
  let index = 0;
  let offset = 0;
  for (const span of spans) {
    let line = lines[index];
    while (line && span.start > offset + line.end - line.start) {
      offset += line.end - line.start + 1;
      index += 1;
      line = lines[index];
    }
    const shift = (line?.start ?? 0) - offset;
    reading.spans.push({ ...span, start: span.start + shift, end: span.end + shift });
  }
}
