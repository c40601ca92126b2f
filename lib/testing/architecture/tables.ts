import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { layerOf } from './layers';
import { moduleOf, type Source } from './source';

const schema = 'db/schema';

function tableNames(): Set<string> {
  const sources = readdirSync(schema).map((file) => readFileSync(path.join(schema, file), 'utf8'));
  return new Set(
    sources.flatMap((text) => [...text.matchAll(/\bpgTable\(\s*'(\w+)'/g)].map((match) => match[1] ?? '')),
  );
}

const tables = tableNames();

/** Tables that the SQL of this file reads from; what it introduces itself with `name as (` is none. */
export function tablesRead({ code }: Source): string[] {
  const introduced = new Set(
    [...code.matchAll(/\b(\w+)\s+as\s+(?:not\s+)?(?:materialized\s+)?\(/gi)].map((match) => match[1]),
  );
  return [...code.matchAll(/\b(?:from|join)\s+(?:only\s+|lateral\s+)?(?:public\.)?"?(\w+)"?/gi)]
    .filter(([, name = '']) => tables.has(name) && !introduced.has(name))
    .map((match) => match[0]);
}

/** Files of a domain that only read. One that has a transaction has loaded its row, and may look beside it. */
export function onlyReads(source: Source): boolean {
  const isDomain = ['query', 'domain', 'shared', 'adapter', 'app', 'route', 'component'].includes(
    layerOf(moduleOf(source.path)),
  );
  return isDomain && !source.imports.some(({ target }) => /^db\/(writer|schema)/.test(target));
}
