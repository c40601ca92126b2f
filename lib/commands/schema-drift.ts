import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Outcome, run } from './stage';

const MIGRATIONS = 'db/migrations';

/**
 * Whether the migrations say all that db/schema says: generating another one beside a copy of them must find nothing.
 * The copy lies inside the project, because the tool takes paths from its root only.
 */
export async function schemaDrift(): Promise<Outcome> {
  const folder = mkdtempSync('node_modules/.drift-');
  const copy = path.join(folder, 'migrations');
  try {
    cpSync(MIGRATIONS, copy, { recursive: true });
    const config = path.join(folder, 'config.ts');
    const out = JSON.stringify(`./${copy}`);
    writeFileSync(config, `import own from '../../drizzle.config';\nexport default { ...own, out: ${out} };\n`);
    const { isOk } = await run('drizzle-kit', ['generate', '--config', config, '--name', 'drift']);
    const missing = sqlFiles(copy).filter((name) => !sqlFiles(MIGRATIONS).includes(name));
    for (const name of missing) {
      console.error(`No migration says this yet:\n${readFileSync(path.join(copy, name), 'utf8')}`);
    }
    return { isOk: isOk && missing.length === 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sqlFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sql'));
