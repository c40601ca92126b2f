import type { ColumnMapping, ImportMapping } from '@/lib/imports/view-models';

type Named = Omit<ColumnMapping, 'column'> & { from: string };
type Spec = { fields: readonly Named[]; externalId: string; createdAt?: string; nameFrom?: string };
type Telling = Pick<ImportMapping, 'isTracked' | 'isNotified'>;

const sectors = {
  employment: 'Employment',
  entertainment: 'Entertainment',
  finance: 'Finance',
  marketing: 'Marketing',
  medical: 'Medical',
  retail: 'Retail',
  services: 'Services',
  software: 'Software',
  technolgy: 'Technology',
  telecommunications: 'Telecommunications',
};

/** What the columns of the CRM sample mean. What is misspelled in it is stated here, and said in the report. */
const specs = {
  account: {
    externalId: 'account',
    fields: [
      { from: 'account', field: 'name' },
      { from: 'sector', field: 'sector', readAs: sectors },
      { from: 'year_established', field: 'year_established' },
      { from: 'revenue', field: 'revenue' },
      { from: 'employees', field: 'employees' },
      { from: 'office_location', field: 'country' },
      { from: 'subsidiary_of', field: 'parent', match: 'name', onUnknown: 'refuse' },
    ],
  },
  opportunity: {
    externalId: 'opportunity_id',
    createdAt: 'engage_date',
    nameFrom: '{account} · {product}',
    fields: [
      { from: 'sales_agent', field: 'owner', match: 'name', onUnknown: 'refuse' },
      { from: 'product', field: 'product', readAs: { GTXPro: 'GTX Pro' } },
      { from: 'account', field: 'account', match: 'external', onUnknown: 'refuse' },
      { from: 'deal_stage', field: 'stage' },
      { from: 'engage_date', field: 'engage_date' },
      { from: 'close_date', field: 'close_date' },
      { from: 'close_value', field: 'amount' },
    ],
  },
} as const satisfies Record<string, Spec>;

export type SampleObject = keyof typeof specs;

/** The mapping of a file of the sample. Throws where it lacks a column. */
export function sampleMapping(object: SampleObject, columns: readonly string[], telling: Telling): ImportMapping {
  const spec: Spec = specs[object];
  const at = (name: string) => {
    const column = columns.indexOf(name);
    if (column < 0) throw new Error(`The file has no column “${name}”.`);
    return column;
  };
  return {
    columns: spec.fields.map(({ from, ...field }) => ({ column: at(from), ...field })),
    externalId: at(spec.externalId),
    createdAt: spec.createdAt === undefined ? null : at(spec.createdAt),
    nameFrom: spec.nameFrom ?? null,
    ...telling,
  };
}
