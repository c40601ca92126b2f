import 'server-only';
import type { CSSProperties } from 'react';
import { HUES } from '@/lib/avatar-rules';

/**
 * The tokens of app/globals.css as mail programs can read them: hex, light ones on the element, dark ones in the style
 * sheet, because variables and OKLCH reach too few readers.
 */
const light = {
  surface: '#fbfaf7',
  raised: '#ffffff',
  sunken: '#f4f3ee',
  text: '#1b1f29',
  muted: '#5b606c',
  border: '#e1e3e8',
  accent: '#3855bf',
  onAccent: '#ffffff',
};

const dark: typeof light = {
  surface: '#101318',
  raised: '#171b21',
  sunken: '#1f232a',
  text: '#e5e8ed',
  muted: '#a0a5ae',
  border: '#2a2e36',
  accent: '#8aa8f7',
  onAccent: '#0c111f',
};

/** Ground and letters of an avatar, light and dark, for the hues of lib/avatar-rules.ts. */
const hues = [
  ['#ffcfce', '#6e282b', '#4d2526', '#ffb4b3'],
  ['#ffd3bb', '#6b2f01', '#4b2915', '#ffbb92'],
  ['#f6d9b2', '#603800', '#442e09', '#f4c582'],
  ['#e7e0b2', '#4f4200', '#3a3308', '#ddd081'],
  ['#d1e7bd', '#304c03', '#283916', '#b8db96'],
  ['#c0eacd', '#005129', '#153c25', '#98e2b1'],
  ['#b3ecdf', '#005244', '#003d34', '#7ee3d0'],
  ['#b0eaf1', '#00505b', '#003b41', '#76e1ed'],
  ['#b8e5ff', '#00496f', '#0b374d', '#8ad9ff'],
  ['#cbdeff', '#283f77', '#243251', '#aecdff'],
  ['#e4d6ff', '#4b346f', '#382b4d', '#d8bfff'],
  ['#f8d0ee', '#612b57', '#45263f', '#f7b5e8'],
] as const;

const paint = (color: typeof light) =>
  ({
    surface: { backgroundColor: color.surface, color: color.text },
    raised: { backgroundColor: color.raised, borderColor: color.border, color: color.text },
    sunken: { backgroundColor: color.sunken },
    text: { color: color.text },
    muted: { color: color.muted },
    accent: { color: color.accent },
    border: { borderColor: color.border },
    button: { backgroundColor: color.accent, color: color.onAccent },
  }) satisfies Record<string, CSSProperties>;

const inLight = paint(light);
const inDark = paint(dark);

export type Look = keyof typeof inLight;

type Dressed = { className: string; style: CSSProperties };

export const fonts = {
  sans: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
};

/** Class and style of an element: the class is what the dark half of the style sheet takes hold of. */
export function look(name: Look, style: CSSProperties = {}): Dressed {
  return { className: `c-${name}`, style: { ...inLight[name], ...style } };
}

export function hueLook(hue: number, style: CSSProperties): Dressed {
  const [ground, letters] = hues[hue % HUES] ?? hues[0];
  return { className: `c-h${hue}`, style: { ...style, backgroundColor: ground, color: letters } };
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function rule(selector: string, style: Record<string, string>): string {
  const lines = Object.entries(style).map(([property, value]) => `${kebab(property)}:${value} !important`);
  return `${selector} { ${lines.join('; ')} }`;
}

// @react-email/body gives its style to a cell of its own and its class to the body alone.
const CELL = '.c-surface > table > tbody > tr > td';

const darkRules = [
  ...Object.entries(inDark).map(([name, style]) => rule(`.c-${name}`, style)),
  rule(CELL, inDark.surface),
  ...hues.map(([, , ground, letters], hue) => rule(`.c-h${hue}`, { backgroundColor: ground, color: letters })),
];

export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
body { margin: 0; -webkit-text-size-adjust: 100% }
@media (max-width: 480px) { .c-outer { padding: 16px 8px 24px !important } .c-inner { padding: 16px 16px 4px !important } }
@media (prefers-color-scheme: dark) {
${darkRules.join('\n')}
}
`;
