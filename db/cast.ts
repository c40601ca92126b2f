import { asViewer, type Viewer } from '@/lib/access/viewer';
import type { Database } from './database';
import { type CastPerson, castBegan, castPeople, castRows } from './seed/cast/people';
import { castGroups, castPlaceRows } from './seed/cast/places';
import { castPostRows, castPosts } from './seed/cast/posts';
import { castFields, castMargin, castRecordPosts, castRecordRows, castRecords } from './seed/cast/records';
import { insertWorld } from './seed/insert-rows';
import type { World } from './seed/model';

/** The named people, groups, posts and records that tests share with the demo, each with an id that never changes. */
export const cast = { ...castPeople, groups: castGroups, posts: castPosts, records: castRecords, margin: castMargin };

/** Somebody of the cast as the one who asks. */
export function viewerOf(person: CastPerson): Viewer {
  return asViewer(person);
}

/** The small world of the cast: everybody, one group of each kind, a few posts in each place, and records of each kind. */
export const castWorld: World = {
  people: castRows,
  groups: castPlaceRows,
  posts: [...castPostRows, ...castRecordPosts],
  fields: castFields,
  tracked: [],
  records: castRecordRows,
  listViews: [],
  groupRecords: [],
  follows: [castPeople.owner.handle, castPeople.member.handle, '#newtech'].map((target) => ({
    handle: castPeople.follower.handle,
    target,
    at: castBegan,
  })),
  bookmarks: [],
  mutes: [],
};

/** Writes the cast into a migrated, empty database. */
export async function insertCast(database: Database): Promise<void> {
  await database.drizzle.transaction((tx) => insertWorld(tx, castWorld));
}
