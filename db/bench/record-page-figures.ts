import type { Database } from '@/db/database';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { findRecords } from '@/lib/list-views/find-records';
import { planList } from '@/lib/list-views/plan-rules';
import { defaultShape } from '@/lib/list-views/rules';
import { getObject } from '@/lib/objects/queries';
import { completeReference, fillNew } from '@/lib/records/form-queries';
import { listHistory } from '@/lib/records/history-queries';
import { getRecord } from '@/lib/records/queries';
import { listRelated } from '@/lib/records/related-queries';
import { measure, measured } from './measure';
import { heading } from './report';
import { findViewer } from './viewers';

const PAGE = { must: 10, stretch: 5 };
const SHOWN = 6;
/** Shares of the ranks of ordinary people: whoever is high up holds more. */
const ranks = [0.4, 0.55, 0.7, 0.85, 0.99];

type Opened = { viewer: Viewer; ids: string[] };

/** A few of the records that somebody finds first. */
async function found(viewer: Viewer, apiName: string): Promise<Opened> {
  const object = await getObject(viewer, apiName);
  const plan = planList(object, defaultShape(object), '');
  if ('kind' in plan) throw new Error('there is no list of all');
  const { rows } = await findRecords(scope(viewer), object, plan, { size: SHOWN });
  return { viewer, ids: rows.map(({ id }) => id) };
}

async function measureObject(apiName: string, viewers: readonly Viewer[]) {
  const opened: Opened[] = [];
  for (const viewer of viewers) opened.push(await found(viewer, apiName));
  const each = (ask: (viewer: Viewer, id: string) => Promise<unknown>) =>
    opened.flatMap(({ viewer, ids }) => ids.map((id) => () => ask(viewer, id)));
  const once = (ask: (viewer: Viewer) => Promise<unknown>) => viewers.map((viewer) => () => ask(viewer));
  heading(`${apiName}: the page of one, for ordinary people`, ...measured);
  await measure(
    'the record with its object',
    PAGE,
    each((viewer, id) => getRecord(viewer, apiName, id)),
    3,
  );
  await measure('what points to it', PAGE, each(listRelated), 3);
  await measure('its history', PAGE, each(listHistory), 3);
  const form = async (viewer: Viewer) => fillNew(viewer, await getObject(viewer, apiName), {});
  await measure('the form for a new one', undefined, once(form), 10);
  await measure(
    'offering by a name',
    undefined,
    once((viewer) => completeReference(viewer, 'record 1', apiName)),
    10,
  );
}

/** What the page of a record costs the database, where everybody reads it and where few do. */
export async function measureRecordPages(database: Database) {
  const [{ people } = { people: 0 }] = await database.query('select count(*)::int as people from people');
  const within = ranks.map((share) => Math.floor(share * (Number(people) - 1)));
  const viewers = await Promise.all(within.map((rank) => findViewer(database, `person${rank}`)));
  for (const apiName of ['opportunity', 'case']) await measureObject(apiName, viewers);
}
