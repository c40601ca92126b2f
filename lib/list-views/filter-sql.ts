import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { storedValue } from '@/lib/access/fields';
import type { Scope } from '@/lib/access/scope';
import { momentOf } from '@/lib/clock-rules';
import { isId } from '@/lib/ids';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldView, FilterOperator } from '@/lib/objects/view-models';
import { topicKey } from '@/lib/topics/rules';
import type { ListPlan, PlannedFilter } from './plan-rules';
import { isSystem } from './rules';

/** Written for "me" where a person is looked for, so that a shared view is everyone's own. */
export const ME = 'me';

const any = (conditions: SQL[]): SQL =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : sql`false`;
export const all = (conditions: SQL[]): SQL =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;

const escaped = (text: string) => text.toLowerCase().replace(/[\\%_]/g, '\\$&');
const like = (text: SQL, pattern: string) => sql`lower(${text} collate "default") like lower(${pattern})`;

function textFilter(text: SQL, operator: FilterOperator, values: readonly string[]): SQL {
  const matches = (value: string): SQL => {
    if (operator === 'contains') return like(text, `%${escaped(value)}%`);
    if (operator === 'starts') return like(text, `${escaped(value)}%`);
    return sql`lower(${text} collate "default") = lower(${value})`;
  };
  const found = any(values.map(matches));
  return operator === 'is_not' ? sql`not coalesce(${found}, false)` : found;
}

const signs: Partial<Record<FilterOperator, SQL>> = { over: sql`>`, under: sql`<`, from: sql`>=`, until: sql`<=` };

function numberFilter(stored: SQL, operator: FilterOperator, values: readonly string[]): SQL {
  const sign = signs[operator];
  if (sign) return any(values.map((value) => sql`${stored} ${sign} ${value}::numeric`));
  const found = sql`${stored} = any(${sql.param(values)}::numeric[])`;
  return operator === 'is_not' ? sql`not coalesce(${found}, false)` : found;
}

const DAY_MS = 86_400_000;

/** When a day begins by somebody's clock. */
const dawn = (day: string, timeZone: string, later = 0) =>
  new Date(momentOf(Date.parse(`${day}T00:00:00Z`) + later * DAY_MS, timeZone)).toISOString();

const casts = { text: sql`text`, timestamptz: sql`timestamptz` };

/** A moment, kept as text that sorts as it does or in a column, by the days of the reader's clock. */
function momentFilter(
  moment: SQL,
  type: keyof typeof casts,
  { operator, values }: PlannedFilter,
  timeZone: string,
): SQL {
  const cast = casts[type];
  const one = (day: string): SQL => {
    const [start, end] = [dawn(day, timeZone), dawn(day, timeZone, 1)];
    if (operator === 'from') return sql`${moment} >= ${start}::${cast}`;
    if (operator === 'until') return sql`${moment} < ${end}::${cast}`;
    return sql`(${moment} >= ${start}::${cast} and ${moment} < ${end}::${cast})`;
  };
  return any(values.map(one));
}

function dateFilter(stored: SQL, operator: FilterOperator, values: readonly string[]): SQL {
  const sign = signs[operator] ?? sql`=`;
  return any(values.map((value) => sql`${stored} ${sign} ${value}`));
}

function choiceFilter(stored: SQL, operator: FilterOperator, values: readonly string[], isList: boolean): SQL {
  const found = isList
    ? sql`(${stored})::jsonb ?| ${sql.param(values)}::text[]`
    : sql`${stored} = any(${sql.param(values)}::text[])`;
  return operator === 'is_not' ? sql`not coalesce(${found}, false)` : found;
}

const people = (s: Scope, values: readonly string[]): SQL => {
  const handles = values.filter((value) => value !== ME).map((value) => value.replace(/^@/, '').toLowerCase());
  const me = values.includes(ME) ? sql` or p.id = ${s.viewer.id}` : sql``;
  return sql`select p.id from ${s.people} p where p.handle = any(${sql.param(handles)}::text[])${me}`;
};

function personFilter(s: Scope, person: SQL, { operator, values }: PlannedFilter): SQL {
  // As an array: the few who are meant are found first, and whose records these are then.
  const found = sql`${person} = any(array(${people(s, values)}))`;
  return operator === 'is_not' ? sql`not coalesce(${found}, false)` : found;
}

/** Records that a lookup may name: by id, by their whole name, or by a part of it, as far as the reader may see them. */
function targets(s: Scope, operator: FilterOperator, values: readonly string[]): SQL {
  const ids = values.filter(isId);
  const named = values.filter((value) => !isId(value));
  const byName = textFilter(sql`target.name`, operator === 'contains' ? 'contains' : 'is', named);
  return sql`select target.id from ${s.records} target where target.id = any(${sql.param(ids)}::uuid[]) or ${byName} limit 5000`;
}

function lookupFilter(s: Scope, stored: SQL, { operator, values }: PlannedFilter): SQL {
  const found = sql`(${stored})::uuid in (${targets(s, operator, values)})`;
  return operator === 'is_not' ? sql`not coalesce(${found}, false)` : found;
}

function valueFilter(s: Scope, field: FieldView, filter: PlannedFilter): SQL {
  const { operator, values } = filter;
  const stored = storedValue('r', field);
  if (field.role === 'owner') return personFilter(s, sql`r.owner_id`, filter);
  if (field.role === 'name') return textFilter(sql`r.name`, operator, values);
  if (isNumeric(field.type)) return numberFilter(stored, operator, values);
  switch (field.type) {
    case 'person':
      return personFilter(s, sql`(${stored})::uuid`, filter);
    case 'lookup':
      return lookupFilter(s, stored, filter);
    case 'date':
      return dateFilter(stored, operator, values);
    case 'datetime':
      return momentFilter(stored, 'text', filter, s.viewer.timeZone);
    case 'checkbox':
      return /^(yes|true|on|1)$/i.test(values[0] ?? '') ? sql`${stored} is not null` : sql`${stored} is null`;
    case 'picklist':
    case 'multi_picklist':
      return choiceFilter(stored, operator, values, field.type === 'multi_picklist');
    default:
      return textFilter(stored, operator, values);
  }
}

/** The condition of a filter on rows `r` of records. */
export function filterSql(s: Scope, filter: PlannedFilter): SQL {
  const { field, operator } = filter;
  if (isSystem(field))
    return momentFilter(sql`r.${sql.identifier(field.apiName)}`, 'timestamptz', filter, s.viewer.timeZone);
  if (operator === 'blank') return sql`${storedValue('r', field)} is null`;
  if (operator === 'filled') return sql`${storedValue('r', field)} is not null`;
  return valueFilter(s, field, filter);
}

/** Records that a topic stands on, of any spelling. */
export const topicRecords = (s: Scope, name: string): SQL =>
  sql`select rt.record_id from ${s.recordTopics} rt join ${s.topicKeys} t on t.id = rt.topic_id where t.key = ${topicKey(name)}`;

function scopeSql(s: Scope, { scope }: ListPlan): SQL {
  if (scope === 'mine') return sql`r.owner_id = ${s.viewer.id}`;
  if (scope === 'team') return sql`r.owner_id in ${s.reports}`;
  if (scope === 'followed') return sql`r.id in (select f.subject_id from ${s.ownFollows} f)`;
  if (scope === 'recent') return sql`r.id in (select rv.record_id from ${s.ownRecordViews} rv)`;
  return sql`true`;
}

const namedSql = (q: string): SQL => {
  const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
  return all(words.map((word) => like(sql`r.name`, `%${escaped(word.replaceAll('\0', ''))}%`)));
};

/** Everything that a record of the list has to fit. */
export function planSql(s: Scope, plan: ListPlan): SQL {
  return all([
    scopeSql(s, plan),
    ...plan.filters.map((filter) => filterSql(s, filter)),
    ...plan.topics.map((name) => sql`r.id in (${topicRecords(s, name)})`),
    ...(plan.q ? [namedSql(plan.q)] : []),
  ]);
}

export { people as peopleSql };
