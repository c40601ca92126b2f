import fc from 'fast-check';

export const ID = '018f3c5a-7b1e-7c3d-9a4b-0123456789ab';

/** Names that have broken other products. */
export const hostileNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{constructor}}',
  '🎉',
  'مبيعات',
  '\u202eabc',
  'a\u200bb',
  '',
];

const MARKS = '* ** _ ~~ ` `` [ ] ( ) < > \\ # @ / : ! - 1. ```'.split(' ');
const WORDS =
  'a ann _x_ http://x.example/ javascript:b ](http://y.example) ](javascript:b) @ann @bo.b- é 東 ا 🎉 __proto__ {{x}}';
const SPACED = ['\n', ' ', '  ', '\t', '```\n', '#[two words]', '#one', '\u200d', '\u202e', `@[${ID}]`, `/[${ID}]`];

/** A piece of text as people, programs and attackers write it. */
export const piece = fc.oneof(
  fc.constantFrom(...MARKS, ...SPACED),
  fc.constantFrom(...WORDS.split(' '), ...hostileNames),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

/** Any text at all, with a taste for what the parser cares about. */
export const anyBody = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Units that, repeated, make parsers slow or deep. */
export const hostileUnits = {
  'opened styles': '*a **a ',
  'crossed styles': '_a b* ',
  'three marks': '***a b**_ c*',
  'single marks': '*',
  'struck text': '~~a ',
  brackets: '[',
  'closed brackets': ']',
  'unfinished links': '[a](',
  'links without an end': '[a](http://b ',
  'links in angles': '[a](<b',
  links: '[a](http://b.example)',
  'undefined references': '[a][',
  images: '![[',
  ticks: '`` ` ',
  'quotes in quotes': '>',
  'quotes and spaces': '>  ',
  'lists in lists': '- ',
  'numbers in numbers': '1. ',
  items: '- a\n',
  fences: '```\n',
  lines: '\n',
  escapes: '\\',
  angles: '<http://a',
  addresses: ' http://a)',
  'one address': 'http://(',
  colons: 'http:',
  topics: '#a ',
  'topics without an end': ' #[a',
  'topics of hyphens': ' #a---',
  'topics behind marks': '**#',
  handles: '@a_',
  'handles behind marks': '*@',
  mentions: `@[${ID}]`,
  'records without an end': `/[${ID}`,
  spaces: ' ',
} as const;

/** So many characters of one unit. */
export function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
