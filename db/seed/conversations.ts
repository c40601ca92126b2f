import type { Calendar } from './calendar';
import type { Like, SeedComment, SeedGroup, SeedPerson, SeedPost, SeedRecord } from './model';
import { holdersOf, isRestricted } from './rows/directory';
import { readScripts, type ScriptComment, type ScriptPost, type ScriptWriting } from './script';
import { chance } from './stable-id';

const MINUTE = 60_000;

type Setting = {
  calendar: Calendar;
  people: readonly SeedPerson[];
  groups: readonly SeedGroup[];
  records?: readonly SeedRecord[];
};

/** The texts of the month with their dates and with who liked them; what would be later than yesterday is left out. */
export function buildPosts(setting: Setting): SeedPost[] {
  return readScripts()
    .map((script) => post(script, setting))
    .filter(({ at }) => at < setting.calendar.end)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function post(script: ScriptPost, setting: Setting): SeedPost {
  const at = setting.calendar.at(script.week, script.day, script.minutes);
  const place = script.place ?? script.author;
  const readers = readersOf(place, setting);
  const comments = thread(script.comments, at, { readers, setting });
  return { ...writing(script, at, { readers, setting }), place, topics: script.topics, comments };
}

/** Who could see this place at some time: its members, whoever holds a restricted record, or every colleague. */
export function readersOf(place: string, { people, groups, records }: Omit<Setting, 'calendar'>): SeedPerson[] {
  const record = records?.find(({ key }) => key === place);
  if (record && isRestricted(record)) {
    const holders = holdersOf(record, { people, groups });
    return people.filter(({ handle }) => holders.has(handle));
  }
  const group = groups.find(({ handle }) => handle === place);
  if (!group || group.access === 'public') return people.filter(({ kind }) => kind === 'internal');
  const members = new Set(group.members.map(({ handle }) => handle));
  return people.filter(({ handle }) => members.has(handle));
}

type Circle = { readers: readonly SeedPerson[]; setting: Setting };

function thread(scripts: readonly ScriptComment[], start: Date, circle: Circle): SeedComment[] {
  const comments: SeedComment[] = [];
  let at = start;
  let opener: number | null = null;
  for (const [index, script] of scripts.entries()) {
    at = new Date(at.getTime() + script.minutes * MINUTE);
    if (!script.isReply) opener = index;
    if (at >= circle.setting.calendar.end) break;
    comments.push({ ...writing(script, at, circle), parent: script.isReply ? opener : null });
  }
  return comments;
}

function writing(script: ScriptWriting, at: Date, circle: Circle) {
  const { author, body, earlier } = script;
  const likes = likesOf(script, at, circle);
  const editedAt = new Date(at.getTime() + (earlier?.minutes ?? 0) * MINUTE);
  if (!earlier || editedAt >= circle.setting.calendar.end)
    return { author, at, body: earlier?.body ?? body, earlier: null, likes };
  return { author, at, body, earlier: { body: earlier.body, editedAt }, likes };
}

/** As many likes as the text says, from readers who were there, most likely from the author's own office. */
function likesOf({ author, likes, body }: ScriptWriting, at: Date, { readers, setting }: Circle): Like[] {
  if (likes === 0) return [];
  const writer = setting.people.find(({ handle }) => handle === author);
  const key = `${author} ${body.slice(0, 40)}`;
  const weight = (person: SeedPerson) =>
    chance(`${key} ${person.handle}`) * (person.office === writer?.office ? 0.6 : 1);
  return readers
    .filter((reader) => reader.handle !== author && wasThere(reader, at))
    .map((reader) => ({ handle: reader.handle, weight: weight(reader) }))
    .sort((a, b) => a.weight - b.weight)
    .slice(0, likes)
    .map(({ handle }, order) => ({ handle, at: later(at, order, `${key} ${handle}`) }))
    .filter((like) => like.at < setting.calendar.end);
}

export function wasThere(person: SeedPerson, at: Date): boolean {
  return person.createdAt <= at && (!person.deactivatedAt || at < person.deactivatedAt);
}

function later(at: Date, order: number, key: string): Date {
  return new Date(at.getTime() + Math.floor((order + chance(key)) * 11 + 1) * MINUTE);
}
