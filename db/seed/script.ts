import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The texts of db/seed/content, in a form that is pleasant to write:
 *
 *     === tue 09:25 darcel.schlecht in wins | 10 | forecast; gtx   who, when, where, likes, topics beside the text
 *     Text.
 *     <~ 20m                                           twenty minutes later it was edited; before, it said:
 *     Other text.
 *     -> 8m cecily.lampkin | 3                          a comment, eight minutes after the line before
 *     ->> 1h darcel.schlecht                            an answer to the comment above
 */
export type ScriptWriting = {
  author: string;
  likes: number;
  body: string;
  earlier?: { minutes: number; body: string };
};
export type ScriptComment = ScriptWriting & { minutes: number; isReply: boolean };
export type ScriptPost = ScriptWriting & {
  week: number;
  day: number;
  minutes: number;
  place: string | null;
  topics: string[];
  comments: ScriptComment[];
};

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const post =
  /^=== (?:w(-?\d+) )?([a-z]{3}) (\d\d):(\d\d) ([a-z.-]+)(?: (?:in|on) ([\w.:-]+))?(?: \| (\d+))?(?: \| ([^|]+))?$/;
const comment = /^->(>?) (\d+)([mhd]) ([a-z.-]+)(?: \| (\d+))?$/;
const edit = /^<~ (\d+)([mhd])$/;
const heading = /^(===|->|<~)/;
const minutesIn: Record<string, number> = { m: 1, h: 60, d: 1440 };

const folder = path.join(process.cwd(), 'db/seed/content');

/** All conversations of the demo company, in the order of their files. */
export function readScripts(): ScriptPost[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.sort().flatMap((name) => parseScript(readFileSync(path.join(folder, name), 'utf8'), weekOf(name)));
}

export function parseScript(text: string, week: number): ScriptPost[] {
  const posts: ScriptPost[] = [];
  for (const { head, body } of partsOf(text)) {
    if (head.startsWith('===')) posts.push(readPost(head, body, week));
    else addTo(posts.at(-1), head, body);
  }
  return posts;
}

function weekOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

function partsOf(text: string): { head: string; body: string }[] {
  const parts: { head: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (heading.test(line)) parts.push({ head: line, lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ head, lines }) => ({ head, body: lines.join('\n').trim() }));
}

function readPost(head: string, body: string, week: number): ScriptPost {
  const [, ownWeek, day = '', hour, minute, author = '', place = null, likes, added] = match(post, head);
  const minutes = Number(hour) * 60 + Number(minute);
  const topics = added?.split('; ') ?? [];
  const fields = { author, body, place, topics, likes: Number(likes ?? 0), comments: [] };
  return { ...fields, week: Number(ownWeek ?? week), day: DAYS.indexOf(day) + 1, minutes };
}

function addTo(last: ScriptPost | undefined, head: string, body: string): void {
  if (!last) throw new Error(`Nothing to add this to: ${head}`);
  if (head.startsWith('<~')) {
    const [, count, unit = 'm'] = match(edit, head);
    const edited = last.comments.at(-1) ?? last;
    edited.earlier = { minutes: Number(count) * (minutesIn[unit] ?? 1), body };
    return;
  }
  const [, reply, count, unit = 'm', author = '', likes] = match(comment, head);
  const minutes = Number(count) * (minutesIn[unit] ?? 1);
  last.comments.push({ author, body, minutes, isReply: reply === '>', likes: Number(likes ?? 0) });
}

function match(pattern: RegExp, head: string): RegExpExecArray {
  const found = pattern.exec(head);
  if (!found) throw new Error(`This line of the demo's texts does not read: ${head}`);
  return found;
}
