import { sql } from 'drizzle-orm';
import { cast } from '@/db/cast';
import type { Scope } from '../scope';
import { knowsObject } from './ability-reference';
import { type Eyes, finds, findsInBin, isAbove, isGiven, isInside, readsMargin } from './reference';
import type { Relation } from './rows';
import { groups, people, type Rec, records } from './world';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');

const found = (eyes: Eyes, id: string, isFound = finds) => records.some((one) => one.id === id && isFound(eyes, one));

const readsField = (eyes: Eyes, fieldId: string) => fieldId !== cast.margin.id || readsMargin(eyes.who);

const [id, recordId] = [sql`r.id::text`, sql`r.record_id::text`];

/** Where `of` is several ids, by how many there are. */
const parts = (of: string) => of.split(' ');

const isBelow = ({ who }: Eyes, personId: string) =>
  people.some((person) => person.id === personId && isAbove(who, person.handle));

/** A change is read by whoever finds the record it happened to, the one it tells of, and may read the field. */
function showsChange(eyes: Eyes, of: string): boolean {
  const [subject = '', field = '', related = ''] = parts(of);
  return found(eyes, subject) && readsField(eyes, field) && (related === '-' || found(eyes, related));
}

const writable = (eyes: Eyes, one: Rec) => isGiven(eyes.who, one, 'write');

/** The relations of records, and who finds what in them. */
export const recordRelations: { [K in keyof Scope]?: Relation } = {
  objects: {
    all: 'select api_name as of, id::text as key from objects',
    key: id,
    shows: (eyes, apiName) => knowsObject(eyes, { id: '', apiName, isForRecords: true }),
  },
  fields: { all: 'select id as of, id::text as key from fields', key: id, shows: readsField },
  definedFields: { all: "select '' as of, id::text as key from fields", key: id, shows: isAdmin },
  fieldReaders: { all: "select '' as of, id::text as key from field_readers", key: id, shows: isAdmin },
  records: { all: 'select id as of, id::text as key from records', key: id, shows: found },
  deletedRecords: {
    all: 'select id as of, id::text as key from records',
    key: id,
    shows: (eyes, of) => found(eyes, of, findsInBin),
  },
  recordShares: {
    all: "select record_id as of, record_id || ' ' || principal as key from record_shares",
    key: sql`r.record_id || ' ' || r.principal`,
    shows: found,
  },
  recordLinks: {
    all: "select record_id as of, record_id || ' ' || field_id as key from record_links",
    key: sql`r.record_id || ' ' || r.field_id`,
    shows: found,
  },
  recordChanges: {
    all: "select concat_ws(' ', subject_id, coalesce(field_id::text, '-'), coalesce(related_id::text, '-')) as of, id::text as key from record_changes",
    key: id,
    shows: showsChange,
  },
  recordTopics: {
    all: "select record_id as of, record_id || ' ' || topic_id as key from record_topics",
    key: sql`r.record_id || ' ' || r.topic_id`,
    shows: found,
  },
  groupRecords: {
    all: "select group_id || ' ' || record_id as of, group_id || ' ' || record_id as key from group_records",
    key: sql`r.group_id || ' ' || r.record_id`,
    shows: (eyes, of) => {
      const [groupId, record = ''] = parts(of);
      return groups.some((one) => one.id === groupId && isInside(eyes, one)) && found(eyes, record);
    },
  },
  listViews: {
    all: "select owner_id || ' ' || is_shared as of, id::text as key from list_views",
    key: id,
    shows: ({ who }, of) => {
      const [owner, isShared] = parts(of);
      return owner === who.id || (isShared === 'true' && !who.isGuest);
    },
  },
  ownRecordViews: {
    all: "select person_id || ' ' || record_id as of, record_id::text as key from record_views",
    key: recordId,
    shows: (eyes, of) => {
      const [whose, record = ''] = parts(of);
      return whose === eyes.who.id && found(eyes, record);
    },
  },
  writableShares: {
    all: 'select id as of, id::text as key from records',
    key: recordId,
    shows: (eyes, of) => found(eyes, of, writable),
  },
  reports: { all: 'select id as of, id::text as key from people', key: sql`r.person_id::text`, shows: isBelow },
};
