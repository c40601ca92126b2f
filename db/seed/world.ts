import { calendarFor } from './calendar';
import { buildGroups } from './communities';
import { buildPeople } from './company';
import { buildPosts } from './conversations';
import type { World } from './model';
import { buildRecords } from './records';
import { buildBookmarks, buildFollows, buildMutes } from './social';

/** The demo company as it stands now: the same for everybody who asks on the same day. */
export function buildWorld(now: Date): World {
  const calendar = calendarFor(now);
  const people = buildPeople(calendar);
  const groups = buildGroups(calendar, people);
  const setting = { calendar, people, groups };
  const records = buildRecords(setting);
  const posts = buildPosts(setting);
  return {
    people,
    groups,
    posts,
    fields: [],
    records,
    listViews: [],
    groupRecords: [],
    follows: buildFollows(setting),
    bookmarks: buildBookmarks(setting, posts),
    mutes: buildMutes(setting, posts),
  };
}
