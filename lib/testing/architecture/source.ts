import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Import = { target: string; isTypeOnly: boolean };

export type Source = {
  /** Path from the project's root, with slashes. */
  path: string;
  text: string;
  /** The text without its comments. */
  code: string;
  imports: Import[];
};

const folders = ['app', 'components', 'db', 'lib'];

/** Every TypeScript file of the project, tests included. */
export function readSources(): Source[] {
  const atRoot = readdirSync('.').filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
  return [...atRoot, ...folders.flatMap(filesIn)].map((file) => parse(file, readFileSync(file, 'utf8')));
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.posix.join(entry.parentPath, entry.name));
}

export function parse(file: string, text: string): Source {
  const code = withoutComments(text);
  return { path: file, text, code, imports: importsOf(file, code) };
}

const statement = /\b(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?['"]([^'"\n]+)['"]/g;
const dynamic = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

function importsOf(file: string, code: string): Import[] {
  const found = [
    ...[...code.matchAll(statement)].map((match) => ({ name: match[2] ?? '', isTypeOnly: isTypeOnly(match) })),
    ...[...code.matchAll(dynamic)].map((match) => ({ name: match[1] ?? '', isTypeOnly: false })),
  ];
  return found.map(({ name, isTypeOnly }) => ({ target: resolve(file, name), isTypeOnly }));
}

/** `import type …`, or braces in which every name is a type. */
function isTypeOnly(match: RegExpMatchArray): boolean {
  if (match[1]) return true;
  const names =
    match[0]
      .match(/^import\s*\{([^}]*)\}/)?.[1]
      ?.split(',')
      .filter((name) => name.trim()) ?? [];
  return names.length > 0 && names.every((name) => name.trim().startsWith('type '));
}

/** Own modules as paths from the root without extension, packages by their name. */
function resolve(file: string, name: string): string {
  if (name.startsWith('@/')) return path.posix.normalize(name.slice(2));
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name);
  return name;
}

// Strings and comments in one alternation, so that the // of an address in a string is no comment.
const stringOrComment =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g;

function withoutComments(text: string): string {
  return text.replace(stringOrComment, (part) => (/^\/[/*]/.test(part) ? ' ' : part));
}

/** The name under which others import a file. */
export const moduleOf = (file: string) => file.replace(/\.tsx?$/, '').replace(/\/index$/, '');

/** The first circle of imports that run code, as the list of its files; null when there is none. */
export function findCycle(sources: Source[]): string[] | null {
  const graph = new Map(
    sources.map((source) => [
      moduleOf(source.path),
      source.imports.filter((entry) => !entry.isTypeOnly).map((entry) => entry.target),
    ]),
  );
  const done = new Set<string>();
  const walk = (at: string, trail: string[]): string[] | null => {
    if (trail.includes(at)) return [...trail.slice(trail.indexOf(at)), at];
    if (done.has(at)) return null;
    for (const next of graph.get(at) ?? []) {
      const cycle = walk(next, [...trail, at]);
      if (cycle) return cycle;
    }
    done.add(at);
    return null;
  };
  for (const start of graph.keys()) {
    const cycle = walk(start, []);
    if (cycle) return cycle;
  }
  return null;
}
