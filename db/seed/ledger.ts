import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accountKey } from './accounts';
import type { Calendar } from './calendar';
import { dealKey } from './deals';
import type { SeedChange, SeedRecord } from './model';
import { stableId } from './stable-id';

/**
 * The records of db/seed/content/records, in a form that is pleasant to write:
 *
 *     ### case:gate | The gate stays open | noor.haddad | w2 mon 08:40       key, name, owner, when
 *     priority: High
 *     account: Finjob
 *     topics: sensors; support
 *     share: cecily.lampkin read; gtk-500 write                              (makes it private; `private: yes` does too)
 *     > w2 tue 10:00 noor.haddad                                             one save
 *     status: Working
 *     ### deal:1LY8CAXD                                                      saves of a deal of the sales data
 */
export type Ledger = {
  records: readonly SeedRecord[];
  dealings: ReadonlyMap<string, readonly SeedChange[]>;
  follows: readonly Watch[];
};

export type Watch = { handle: string; target: string; at: Date };

type Lines = Record<string, string>;
type Entry = { head: string; lines: Lines; saves: { head: string; lines: Lines }[] };

const folder = path.join(process.cwd(), 'db/seed/content/records');
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const lookups = new Set(['account', 'parent', 'contact', 'opportunity', 'case', 'project']);
const about = new Set(['topics', 'share', 'private', 'followers']);

/** What people of the company keep by hand. What would be later than yesterday has not happened yet. */
export function readLedger(calendar: Calendar): Ledger {
  const files = readdirSync(folder).sort();
  const entries = files.flatMap((file) => entriesIn(readFileSync(path.join(folder, file), 'utf8')));
  const kept = entries.filter(({ head }) => head.includes('|')).map((entry) => recordOf(entry, calendar));
  const records = kept.map(({ record }) => record).filter(({ at }) => at < calendar.end);
  const dealings = entries.filter(({ head }) => !head.includes('|'));
  return {
    records,
    dealings: new Map(dealings.map((entry) => [entry.head.trim(), savesOf(entry, calendar)])),
    follows: kept.filter(({ record }) => record.at < calendar.end).flatMap(({ watches }) => watches),
  };
}

function entriesIn(text: string): Entry[] {
  const blocks = text.split(/^### /m).slice(1);
  return blocks.map((block) => {
    const [first = '', ...saves] = block.split(/^> /m);
    return { ...partOf(first), saves: saves.map(partOf) };
  });
}

/** A heading, and below it `name: value`, where an indented line goes on with the value above. */
function partOf(text: string): { head: string; lines: Lines } {
  const [head = '', ...rest] = text.replace(/\n {2}/g, '\u0000').split('\n');
  const lines = rest
    .filter((line) => line.trim() !== '')
    .map((line): [string, string] => {
      const [, name = '', value = ''] = /^([a-z_]+): (.*)$/.exec(line) ?? [];
      if (!name) throw new Error(`This line of the demo's records does not read: ${line}`);
      return [name, value.replaceAll('\u0000', '\n')];
    });
  return { head: head.trim(), lines: Object.fromEntries(lines) };
}

function recordOf(entry: Entry, calendar: Calendar): { record: SeedRecord; watches: Watch[] } {
  const [key = '', name = '', owner = '', when = ''] = entry.head.split('|').map((part) => part.trim());
  const at = momentOf(when, calendar);
  const { topics, share, private: isPrivate, followers } = entry.lines;
  const record: SeedRecord = {
    id: stableId(at, key),
    key,
    object: key.split(':')[0] ?? '',
    name,
    owner,
    at,
    values: valuesOf(entry.lines, calendar),
    history: savesOf(entry, calendar),
    isPrivate: Boolean(isPrivate ?? share),
    topics: topics?.split('; ') ?? [],
    shares: (share?.split('; ') ?? []).map((given) => {
      const [principal = '', level] = given.split(' ');
      return { principal, level: level === 'write' ? 'write' : 'read' };
    }),
  };
  return { record, watches: (followers?.split(' ') ?? []).map((handle) => ({ handle, target: key, at })) };
}

function savesOf({ saves }: Entry, calendar: Calendar): SeedChange[] {
  return saves
    .map(({ head, lines }) => {
      const [week = '', day = '', time = '', by = ''] = head.split(' ');
      return { at: momentOf(`${week} ${day} ${time}`, calendar), by, patch: valuesOf(lines, calendar) };
    })
    .filter(({ at }) => at < calendar.end);
}

function valuesOf(lines: Lines, calendar: Calendar): SeedRecord['values'] {
  const given = Object.entries(lines).filter(([name]) => !about.has(name));
  return Object.fromEntries(given.map(([name, text]) => [name, readText(name, text, calendar)]));
}

function readText(name: string, text: string, calendar: Calendar) {
  if (text === '-') return null;
  if (lookups.has(name)) return keyOf(name, text);
  if (name === 'channels') return text.split(', ');
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^w-?\d+ [a-z]{3} \d\d:\d\d$/.test(text)) return momentOf(text, calendar).toISOString();
  if (/^w-?\d+ [a-z]{3}$/.test(text)) return momentOf(`${text} 12:00`, calendar).toISOString().slice(0, 10);
  return text === 'yes' ? true : text;
}

function keyOf(name: string, text: string): string {
  if (name === 'account' || name === 'parent') return accountKey(text);
  return name === 'opportunity' ? dealKey(text) : `${name}:${text}`;
}

function momentOf(text: string, calendar: Calendar): Date {
  const [, week, day = '', hour, minute] = /^w(-?\d+) ([a-z]{3}) (\d\d):(\d\d)$/.exec(text) ?? [];
  if (!week) throw new Error(`This is no moment of the demo: ${text}`);
  return calendar.at(Number(week), DAYS.indexOf(day) + 1, Number(hour) * 60 + Number(minute));
}
