import { calendarFor } from './calendar';
import { castFields } from './cast/records';
import { buildGroups } from './communities';
import { buildPeople } from './company';
import { buildPosts } from './conversations';
import type { World } from './model';
import { buildRecords } from './records';
import { buildGroupRecords, buildListViews, trackedFields } from './settings';
import { buildBookmarks, buildFollows, buildMutes } from './social';
import { buildRecordFollows } from './watching';

/** The demo company as it stands now: the same for everybody who asks on the same day. */
export function buildWorld(now: Date): World {
  const calendar = calendarFor(now);
  const people = buildPeople(calendar);
  const groups = buildGroups(calendar, people);
  const setting = { calendar, people, groups };
  const { records, watches } = buildRecords(setting);
  const posts = buildPosts({ ...setting, records });
  return {
    people,
    groups,
    posts,
    fields: castFields,
    tracked: trackedFields,
    records,
    listViews: buildListViews(calendar),
    groupRecords: buildGroupRecords(calendar),
    follows: [...buildFollows(setting), ...buildRecordFollows(setting, records, watches)],
    bookmarks: buildBookmarks(setting, posts),
    mutes: buildMutes(setting, posts),
  };
}
