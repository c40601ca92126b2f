import 'server-only';
import { z } from 'zod';
import { cleanLine, cleanText, isBlank, lengthOf } from '@/lib/body/rules';
import {
  MAX_API_NAME,
  MAX_HELP,
  MAX_KEPT_DAYS,
  MAX_LABEL,
  MAX_OBJECT_DESCRIPTION,
  MAX_OPTION,
  MAX_SCALE,
  MAX_THRESHOLD,
  type ObjectAccess,
} from './setup-rules';
import { MAX_FIELDS, MAX_LONG_TEXT, MAX_OPTIONS } from './value-rules';
import { fieldTypes } from './view-models';

const incomplete = 'This form is incomplete. Load the page again.';
const textOf = (given: unknown) => (typeof given === 'string' ? given : '');

const id = z.uuid(incomplete);
const version = z.coerce.number(incomplete).int(incomplete).positive(incomplete);
const text = z.unknown().optional().transform(textOf);
const line = (most: number) =>
  text
    .transform((given) => cleanLine(given))
    .refine((given) => lengthOf(given) <= most, `This has at most ${most} characters.`);
const paragraph = (most: number) =>
  text
    .transform((given) => cleanText(given))
    .refine((given) => lengthOf(given) <= most, `This has at most ${most.toLocaleString('en')} characters.`);
const label = line(MAX_LABEL).refine((given) => !isBlank(given), 'Write a label.');
const apiName = text
  .transform((given) => given.trim())
  .refine((given) => given.length <= MAX_API_NAME, `This has at most ${MAX_API_NAME} characters.`);
const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');
const access = z.enum(['private', 'read', 'write'] satisfies ObjectAccess[], 'Choose what colleagues may do.');
const whole = (most: number, words: string) =>
  text.transform((given, context) => {
    const typed = given.trim();
    if (typed === '') return null;
    if (/^\d{1,9}$/.test(typed) && Number(typed) <= most) return Number(typed);
    context.addIssue({ code: 'custom', message: words });
    return z.NEVER;
  });

export const createObjectInput = z.object({
  id,
  label,
  plural: label,
  apiName,
  description: paragraph(MAX_OBJECT_DESCRIPTION),
  nameLabel: label,
  access,
  isTracked: ticked,
  hasTopics: ticked,
});

export const objectInput = z.object({ objectId: id, version });

export const editObjectInput = z.object({
  objectId: id,
  version,
  label,
  plural: label,
  description: paragraph(MAX_OBJECT_DESCRIPTION),
  hasTopics: ticked,
  announcesRelated: ticked,
  pathFieldId: z.union([z.literal(''), id]).catch(''),
});

export const changeAccessInput = z.object({ objectId: id, version, access });

export const deleteObjectInput = z.object({ objectId: id, version, name: line(1000) });

const scale = whole(MAX_SCALE, `Write a number of digits from 0 to ${MAX_SCALE}.`).transform((given) => given ?? 0);
const currency = text
  .transform((given) => given.trim().toUpperCase() || 'USD')
  .refine(
    (given) => Intl.supportedValuesOf('currency').includes(given),
    'Write the code of a currency, such as USD or EUR.',
  );

const field = {
  label,
  help: line(MAX_HELP),
  isRequired: ticked,
  defaultValue: paragraph(MAX_LONG_TEXT),
  scale,
  currency,
  isSortable: ticked,
};

export const createFieldInput = z.object({
  objectId: id,
  version,
  id,
  apiName,
  type: z.enum(fieldTypes, 'Choose what kind of field it is.'),
  ...field,
  isTracked: ticked,
  /** One on each line. */
  options: paragraph(MAX_OPTIONS * (MAX_OPTION + 10)),
  lookupObject: text,
});

export const editFieldInput = z.object({ objectId: id, version, fieldId: id, ...field });

export const oneFieldInput = z.object({ objectId: id, version, fieldId: id });

export const moveFieldInput = z.object({
  objectId: id,
  version,
  fieldId: id,
  direction: z.enum(['up', 'down'], incomplete),
});

export const restrictFieldInput = z.object({
  objectId: id,
  version,
  fieldId: id,
  reading: z.enum(['all', 'chosen'], 'Choose who reads it.'),
});

export const addReaderInput = z
  .object({ objectId: id, version, fieldId: id, principal: id.optional(), permission: z.string().max(80).optional() })
  .refine((given) => Boolean(given.principal) !== Boolean(given.permission), {
    message: incomplete,
    path: ['permission'],
  });

export const removeReaderInput = z.object({ objectId: id, version, fieldId: id, readerId: id });

/** One value of a picklist as its row in the form sends it. */
export type OptionLine = {
  value: string;
  label: string;
  place: number;
  isActive: boolean;
  isClosed: boolean;
  isWon: boolean;
};

const list = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .optional()
  .transform((names) => (names ?? []).slice(0, MAX_FIELDS));

const optionLine = z.object({
  value: z.string(incomplete),
  label: line(MAX_OPTION).refine((given) => !isBlank(given), 'Write a label.'),
  place: whole(999, 'Write a place from 1 on.').transform((given) => given ?? 999),
});

type Ticks = { isActive: readonly string[]; isClosed: readonly string[]; isWon: readonly string[] };

/** The rows of the form: `value_0`, `label_0`, `place_0` and so on. What is wrong stands beside the box that it is in. */
function readLines(given: Record<string, unknown>, ticks: Ticks, context: z.RefinementCtx): OptionLine[] {
  const lines: OptionLine[] = [];
  for (let row = 0; row < MAX_OPTIONS && `value_${row}` in given; row += 1) {
    const read = optionLine.safeParse(
      Object.fromEntries(['value', 'label', 'place'].map((name) => [name, given[`${name}_${row}`]])),
    );
    const has = (tick: keyof Ticks) => ticks[tick].includes(String(row));
    if (read.success)
      lines.push({ ...read.data, isActive: has('isActive'), isClosed: has('isClosed'), isWon: has('isWon') });
    for (const issue of read.error?.issues ?? [])
      context.addIssue({ code: 'custom', message: issue.message, path: [`${String(issue.path[0])}_${row}`] });
  }
  return lines;
}

export const editValuesInput = z
  .looseObject({
    objectId: id,
    version,
    fieldId: id,
    added: paragraph(MAX_OPTIONS * (MAX_OPTION + 10)),
    isActive: list,
    isClosed: list,
    isWon: list,
  })
  .transform(({ objectId, version: of, fieldId, added, isActive, isClosed, isWon, ...rest }, context) => ({
    objectId,
    version: of,
    fieldId,
    added,
    lines: readLines(rest, { isActive, isClosed, isWon }, context),
  }));

/** Which fields are tracked, and from what per cent on: `threshold_ID`. */
export const setTrackingInput = z
  .looseObject({ objectId: id, version, isTracked: ticked, announcesRelated: ticked, field: list })
  .transform(({ objectId, version: of, isTracked, announcesRelated, field: tracked, ...rest }, context) => {
    const thresholds: Record<string, number | null> = {};
    for (const [name, given] of Object.entries(rest).filter(([name]) => name.startsWith('threshold_'))) {
      const read = whole(MAX_THRESHOLD, `Write a whole number up to ${MAX_THRESHOLD}, or nothing.`).safeParse(given);
      if (read.success) thresholds[name.slice('threshold_'.length)] = read.data || null;
      else context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? incomplete, path: [name] });
    }
    return { objectId, version: of, isTracked, announcesRelated, tracked, thresholds };
  });

export const setRetentionInput = z.object({
  /** What the form was made from, so that of two admins the second is told. */
  before: whole(MAX_KEPT_DAYS, incomplete),
  days: whole(MAX_KEPT_DAYS, `Write a number of days up to ${MAX_KEPT_DAYS.toLocaleString('en')}, or nothing.`).refine(
    (given) => given !== 0,
    'Write at least one day, or nothing to keep changes for ever.',
  ),
});

export type CreateObject = z.output<typeof createObjectInput>;
export type OneObject = z.output<typeof objectInput>;
export type EditObject = z.output<typeof editObjectInput>;
export type ChangeAccess = z.output<typeof changeAccessInput>;
export type DeleteObject = z.output<typeof deleteObjectInput>;
export type CreateField = z.output<typeof createFieldInput>;
export type EditField = z.output<typeof editFieldInput>;
export type OneField = z.output<typeof oneFieldInput>;
export type MoveField = z.output<typeof moveFieldInput>;
export type RestrictField = z.output<typeof restrictFieldInput>;
export type AddReader = z.output<typeof addReaderInput>;
export type RemoveReader = z.output<typeof removeReaderInput>;
export type EditValues = z.output<typeof editValuesInput>;
export type SetTracking = z.output<typeof setTrackingInput>;
export type SetRetention = z.output<typeof setRetentionInput>;
