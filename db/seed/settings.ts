import type { Calendar } from './calendar';
import { dateOf, dealKey } from './deals';
import type { SeedListView, SeedTracking, World } from './model';

/** This company reads what its descriptions were before: they are where people settle things. */
export const trackedFields: readonly SeedTracking[] = [
  { object: 'case', field: 'description' },
  { object: 'project', field: 'description' },
  { object: 'campaign', field: 'description' },
  { object: 'project', field: 'progress' },
  { object: 'opportunity', field: 'next_step' },
];

const open = { field: 'stage', operator: 'is', values: ['Prospecting', 'Engaging'] } as const;

/** The first and the last day of the quarter that yesterday is in. */
function quarterOf({ yesterday }: Calendar): [string, string] {
  const [year = 0, month = 1] = dateOf(yesterday).split('-').map(Number);
  const first = Math.floor((month - 1) / 3) * 3;
  const day = (months: number, of: number) => new Date(Date.UTC(year, months, of)).toISOString().slice(0, 10);
  return [day(first, 1), day(first + 3, 0)];
}

/** The lists that everybody here looks at. */
export function buildListViews(calendar: Calendar): SeedListView[] {
  const [first, last] = quarterOf(calendar);
  const at = (week: number) => calendar.at(week, 2, 9 * 60);
  const deals = ['stage', 'amount', 'close_date', 'account', 'owner'];
  return [
    {
      object: 'opportunity',
      name: 'Closing this quarter',
      owner: 'marguerite.delacroix',
      at: at(-8),
      columns: [...deals, 'next_step'],
      filters: [
        open,
        { field: 'close_date', operator: 'from', values: [first] },
        { field: 'close_date', operator: 'until', values: [last] },
      ],
      sortField: 'close_date',
      isDescending: false,
    },
    {
      object: 'opportunity',
      name: 'Big deals',
      owner: 'abel.whitcombe',
      at: at(-6),
      columns: deals,
      filters: [{ field: 'amount', operator: 'over', values: ['20000'] }],
      sortField: 'amount',
      isDescending: true,
    },
    {
      object: 'case',
      name: 'Open cases by priority',
      owner: 'noor.haddad',
      at: at(-9),
      columns: ['priority', 'status', 'account', 'owner', 'updated_at'],
      filters: [{ field: 'status', operator: 'is_not', values: ['Closed'] }],
      sortField: 'priority',
      isDescending: false,
    },
    {
      object: 'account',
      name: 'Accounts abroad',
      owner: 'vicki.laflamme',
      at: at(-4),
      columns: ['country', 'sector', 'employees', 'owner'],
      filters: [{ field: 'country', operator: 'is_not', values: ['United States'] }],
      sortField: 'updated_at',
      isDescending: true,
    },
  ];
}

/** What two groups work on. */
export function buildGroupRecords(calendar: Calendar): World['groupRecords'] {
  const add = (group: string, by: string, week: number, keys: readonly string[]) =>
    keys.map((record, index) => ({ group, record, by, at: calendar.at(week, 2 + index, 10 * 60) }));
  return [
    ...add('gtk-500', 'elease.gluck', 1, [
      'project:xx-third-floor',
      dealKey('5URQT67R'),
      dealKey('1LY8CAXD'),
      dealKey('021Z2J9L'),
    ]),
    ...add('support-desk', 'noor.haddad', 2, ['project:27c', 'case:globex-restarts', 'case:sensor-names']),
    ...add('new-hires', 'summer.sewald', 4, ['project:vet-clinics']),
  ].filter(({ at }) => at < calendar.end);
}
