import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Writes that nothing follows from, each with the reason. */
const silent: Record<string, string> = {
  'lib/access/oversee.ts': 'opening a place with a permission is audited, and changes nothing that anyone is told of',
  'lib/auth/note-seen.ts': 'when a session was last used is nobody else’s business',
  'lib/feed/keep-draft.ts': 'a draft is its author’s alone',
  'lib/forms/rate-limit.ts': 'counts uses',
  'lib/follow/first-follows.ts': 'follows from the event that a person is new, and is told to nobody',
  'lib/groups/on-group.ts':
    'opens the transaction for the functions that call it, which are held to this rule themselves',
  'lib/housekeeping/sweep.ts': 'lets go of what nobody asks for any more',
  'lib/imports/receive-file.ts': 'keeps a file from which nothing follows until it is checked and imported',
  'lib/record-access/empty-bins.ts': 'lets go of what nobody has found for fifteen days, which is audited',
  'lib/records/on-record.ts':
    'opens the transaction for the functions that call it, which are held to this rule themselves',
  'lib/reading/mark-read.ts': 'what somebody has read is nobody’s business',
  'lib/list-views/export-records.ts': 'only reads; that somebody took a file along is audited',
  'lib/list-views/note-view.ts': 'what somebody has looked at is nobody’s business',
  'lib/operations/retry-letters.ts': 'puts events before their subscribers again, which is audited',
};

/** What follows from events need not tell of itself, and the outbox keeps its own books. */
const follows = /^lib\/(events|mails|digests|inbound)\/|subscriber\.ts$/;

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((name) => path.posix.join('lib', name.replaceAll('\\', '/')))
  .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|\/testing\/|\/matrix\//.test(name) && !follows.test(name));

const forgets = (source: string) => /\b(transaction|onGroup)\(/.test(source) && !/\bemit\(/.test(source);

const calls = (source: string) => [...source.matchAll(/from '(\.\/[\w-]+)'/g)].map(([, name]) => name ?? '');

/** A function may leave telling to a file beside it that it calls. */
function tells(file: string): boolean {
  return calls(readFileSync(file, 'utf8')).some((name) => {
    try {
      return /\bemit\(/.test(readFileSync(path.join(path.dirname(file), `${name}.ts`), 'utf8'));
    } catch {
      return false;
    }
  });
}

test('every function that opens a transaction tells the outbox, or is listed with the reason why not', () => {
  const silentFiles = files.filter((file) => forgets(readFileSync(file, 'utf8')) && !tells(file));
  expect(silentFiles.sort()).toEqual(Object.keys(silent).sort());
});

test('a function that forgets its event is found', () => {
  expect(forgets('await transaction((tx) => tx.insert(follows).values(row));')).toBe(true);
  expect(forgets('await transaction(async (tx) => { await emit(tx, viewer, "a.b", id, {}); });')).toBe(false);
});
