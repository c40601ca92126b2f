import type { FieldView, ObjectView, Picked, StoredValue } from '@/lib/objects/view-models';
import type { PathStep, StageMove } from './view-models';

/** The picklist that is an object's path, where it has one that the reader may read. */
export function pathFieldOf({ pathField, fields }: Pick<ObjectView, 'pathField' | 'fields'>): FieldView | null {
  return fields.find(({ apiName, type }) => apiName === pathField && type === 'picklist') ?? null;
}

const DAY = 86_400_000;

/** Milliseconds in each stage, from when the record was made until now. */
function timeIn(moves: readonly StageMove[], createdAt: string, current: StoredValue, now: string) {
  const spent = new Map<StoredValue, number>();
  let [at, stage] = [Date.parse(createdAt), moves[0] ? moves[0].from : current];
  const stay = (until: number) => spent.set(stage, (spent.get(stage) ?? 0) + Math.max(0, until - at));
  for (const move of moves) {
    const then = Date.parse(move.at);
    stay(then);
    [at, stage] = [then, move.to];
  }
  stay(Date.parse(now));
  return spent;
}

const endOf = ({ isWon }: Picked) => (isWon ? 'won' : 'lost');

/** "Won or lost": how a path can end, as one stage at its end. */
function ending(closed: readonly Picked[], current: Picked | undefined): Omit<PathStep, 'days'> | null {
  const offered = closed.filter(({ isActive }) => isActive);
  if (current?.isClosed) return { key: current.value, label: current.label, state: endOf(current) };
  if (offered.length === 0) return null;
  const label = offered.map((option, index) => (index === 0 ? option.label : option.label.toLowerCase())).join(' or ');
  return { key: 'end', label, state: 'next' };
}

type Path = {
  options: readonly Picked[];
  moves: readonly StageMove[];
  createdAt: string;
  current: StoredValue;
  now: string;
};

/**
 * The stages of a record across its page: those behind it with the days that it stood there, the one it stands in, and
 * those to come. A stage that is no longer offered shows only where the record has been in it.
 */
export function pathOf({ options, moves, createdAt, current, now }: Path): PathStep[] {
  const spent = timeIn(moves, createdAt, current, now);
  const days = (value: StoredValue) => {
    const time = spent.get(value);
    return time === undefined ? null : Math.floor(time / DAY);
  };
  const at = options.find(({ value }) => value === current);
  const open = options.filter(({ isClosed, isActive, value }) => !isClosed && (isActive || spent.has(value)));
  const here = at?.isClosed ? open.length : open.findIndex(({ value }) => value === current);
  const steps = open.map(({ value, label }, index): PathStep => {
    if (index === here) return { key: value, label, state: 'now', days: days(value) };
    if (index > here) return { key: value, label, state: 'next', days: null };
    return { key: value, label, state: spent.has(value) ? 'done' : 'skipped', days: days(value) };
  });
  const end = ending(
    options.filter(({ isClosed }) => isClosed),
    at,
  );
  return end ? [...steps, { ...end, days: end.state === 'next' ? null : days(current) }] : steps;
}
