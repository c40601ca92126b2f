import 'server-only';
import { sql } from 'drizzle-orm';
import { answers } from '@/lib/access/abilities';
import type { RecordFacts } from '@/lib/access/facts';
import { overseeRecord } from '@/lib/access/oversee';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { everyone } from '@/lib/feed/everyone';
import { isId } from '@/lib/ids';
import { getObject } from '@/lib/objects/queries';
import type { StoredValues } from '@/lib/objects/view-models';
import { levelOf, personOf, valueNames } from './record-sql';
import { allValues, type RecordLine } from './rules';
import type { RecordView } from './view-models';

type Row = Pick<
  RecordView,
  'id' | 'name' | 'owner' | 'names' | 'version' | 'isPrivate' | 'audience' | 'createdBy' | 'updatedBy'
> & {
  ownerId: string;
  values: StoredValues;
  level: RecordFacts['level'];
  createdAt: Date;
  updatedAt: Date;
  followerCount: number;
  isFollowing: boolean;
};

async function findRecord(viewer: Viewer, object: string, id: string): Promise<Row | undefined> {
  const s = scope(viewer);
  const [row] = await s.rows<Row>(sql`
    select r.id, r.name, r.owner_id as "ownerId", r.values, r.version, r.audience, r.is_private as "isPrivate", r.created_at as "createdAt", r.updated_at as "updatedAt",
      ${personOf(s, sql`r.owner_id`)} as owner, ${personOf(s, sql`r.created_by`)} as "createdBy", ${personOf(s, sql`r.updated_by`)} as "updatedBy",
      ${levelOf(s)} as level, ${valueNames(s)} as names,
      (select count(*)::int from ${s.followers} f where f.subject_id = r.id) as "followerCount",
      exists (select 1 from ${s.ownFollows} f where f.subject_id = r.id) as "isFollowing"
    from ${s.records} r join ${s.objects} o on o.id = r.object_id where r.id = ${id} and o.api_name = ${object}`);
  return row;
}

const iso = (date: Date | string) => new Date(date).toISOString();

/** What abilities decide on, from what a page shows: no value that the viewer may not read is among it. */
function factsOf(row: Row, { id, apiName, access, isTracked, hasTopics }: RecordView['object']): RecordFacts {
  const { name, ownerId, audience, isPrivate, version, values, level } = row;
  const shown = { name, ownerId, audience, isPrivate, version, values, level };
  return { ...shown, id: row.id, objectId: id, object: apiName, access, isTracked, hasTopics, isDeleted: false };
}

/**
 * A record by its object and id, and the eyes to read its feed with: those of the viewer, or wider ones where a
 * permission opens what is not theirs. Throws NotFound alike for one that never was, one of another object, one that is
 * deleted and one that the viewer may not know.
 */
export async function getRecord(
  viewer: Viewer,
  objectName: string,
  id: string,
): Promise<{ record: RecordView; eyes: Viewer }> {
  if (!isId(id)) throw new NotFound();
  const eyes = await overseeRecord(viewer, id);
  const [object, row, colleagues] = await Promise.all([
    getObject(eyes, objectName),
    findRecord(eyes, objectName, id),
    everyone(scope(viewer)),
  ]);
  if (!row) throw new NotFound();
  const { ownerId: _owner, level: _level, ...shown } = row;
  const record = {
    ...shown,
    object,
    values: allValues(object, row),
    reach: row.audience === null ? { name: null, people: colleagues } : { name: row.name, people: null },
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    isOverseen: eyes !== viewer,
    can: answers('record', viewer, factsOf(row, object)),
  };
  return { record, eyes };
}

/** What a record is called and where it is, by its id alone. Throws NotFound. */
export async function getRecordLine(viewer: Viewer, id: string): Promise<RecordLine> {
  const s = scope(viewer);
  const [line] = isId(id)
    ? await s.rows<RecordLine>(sql`select r.id, o.api_name as object, o.label as "objectLabel", r.name
        from ${s.records} r join ${s.objects} o on o.id = r.object_id where r.id = ${id}`)
    : [];
  if (!line) throw new NotFound();
  return line;
}
