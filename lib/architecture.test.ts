import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bypassesAccess, forbiddenImport } from './testing/architecture/layers';
import { rules } from './testing/architecture/rules';
import { findCycle, moduleOf, parse, readSources } from './testing/architecture/source';
import { onlyReads } from './testing/architecture/tables';

const sources = readSources();

describe('who may import whom', () => {
  test('no file imports what its layer may not', () => {
    const reading = new Set(sources.filter(onlyReads).map((source) => moduleOf(source.path)));
    const found = sources.flatMap((source) =>
      source.imports.map((entry) => forbiddenImport(source, entry, (module) => reading.has(module))),
    );
    expect(found.filter(Boolean)).toEqual([]);
  });

  test('only lib/access and the listed few read the database', () => {
    const found = sources.flatMap((source) => source.imports.map((entry) => bypassesAccess(source, entry)));
    expect(found.filter(Boolean)).toEqual([]);
  });

  test('no imports run in a circle', () => {
    expect(findCycle(sources)).toBeNull();
  });

  test.each([
    ['app/(main)/people/page.tsx', '@/db/reader'],
    ['app/(main)/groups/page.tsx', '@/lib/groups/join-group'],
    ['app/page.tsx', '../db/schema/people'],
    ['components/feed/post-card.tsx', '@/lib/feed/queries'],
    ['components/feed/composer.client.tsx', '@/lib/access/scope'],
    ['lib/feed/queries.ts', '@/lib/feed/create-post'],
    ['lib/feed/queries.ts', '@/db/schema/feed'],
    ['lib/feed/queries.ts', '../../db/writer'],
    ['lib/groups/join-group.ts', '@/lib/email/resend'],
    ['lib/groups/join-group.ts', '@/db/reader'],
    ['lib/feed/rules.ts', '@/lib/env'],
  ])('%s may not import %s', (file, target) => {
    const source = parse(file, `import { x } from '${target}';`);
    expect(source.imports.map((entry) => forbiddenImport(source, entry))).toEqual([expect.any(String)]);
  });

  test('a file outside lib/access that opens the database is found', () => {
    const source = parse('lib/feed/create-post.ts', "const { database } = await import('@/db/open');");
    expect(source.imports.map((entry) => bypassesAccess(source, entry))).toEqual([expect.any(String)]);
  });

  test('a circle is found, and one that only types close is none', () => {
    const circle = (type: string) => [
      parse('lib/a/queries.ts', "export { b } from '../b/queries';"),
      parse('lib/b/queries.ts', `import ${type} { a } from '@/lib/a/queries';`),
    ];
    expect(findCycle(circle(''))).toEqual(['lib/a/queries', 'lib/b/queries', 'lib/a/queries']);
    expect(findCycle(circle('type'))).toBeNull();
  });
});

describe.each(rules)('$name', (rule) => {
  test('in every file', () => {
    const covered = sources.filter((source) => rule.covers(source.path));
    const found = covered.flatMap((source) => rule.find(source).map((piece) => `${source.path}: ${piece}`));
    expect(found).toEqual([]);
  });

  test('a file that breaks it is found', () => {
    expect(rule.covers(rule.bad.path)).toBe(true);
    expect(rule.find(parse(rule.bad.path, rule.bad.text))).not.toEqual([]);
  });
});

test('at most a fifth of the components run in the browser', () => {
  const components = sources.filter((source) => source.path.endsWith('.tsx') && !source.path.includes('.test.'));
  const client = components.filter((source) => source.path.includes('.client.'));
  expect(client.length, client.map((source) => source.path).join('\n')).toBeLessThanOrEqual(components.length / 5);
});

test('the commands that the README and package.json name exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const files = Object.values(scripts).flatMap((script) => script.match(/lib\/commands\/[\w-]+\.ts/g) ?? []);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const named = [...readFileSync('README.md', 'utf8').matchAll(/npm (?:run )?([a-z]+(?::[a-z]+)?)/g)].map(
    (match) => match[1] ?? '',
  );
  const own = ['ci', 'install'];
  expect(named.filter((name) => !own.includes(name) && !(name in scripts))).toEqual([]);
});
