import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { actionRows } from './matrix/action-rows';
import type { Attempt } from './matrix/attempts';
import { classes, fewEyes, fewOf, holders, signedIn, viewerOf } from './matrix/eyes';
import { readIds } from './matrix/ids';
import { plant } from './matrix/plant';
import type { Eyes } from './matrix/reference';
import { rehearse, watchWrites } from './matrix/rehearse';

const open = useDatabase();

beforeAll(async () => {
  await plant(open.current);
  await readIds(open.current);
  await watchWrites(open.current);
});

/** Who only follows and who is only above others may do here what an outsider may: abilities.db.test.ts says so. */
const likeOutsiders = ['follower', 'superior'];
const everybody: readonly Eyes[] = [...classes, ...holders]
  .filter(({ role }) => !likeOutsiders.includes(role))
  .map((who) => ({ who }));

/** The only row that a refusal leaves: that a permission opened a group, whatever was done with it then. */
const traces = ['oversight.used'];

async function tryAs(eyes: Eyes, { work, things, expected, missing }: Attempt): Promise<Record<string, unknown>> {
  const viewer = await signedIn(eyes.who);
  const wrong: Record<string, unknown> = {};
  const never = await rehearse(open.current, () => work(viewer, newId()));
  if (never.outcome !== missing(eyes))
    wrong[`${eyes.who.role}: an id that never was`] = { never, expected: missing(eyes) };
  for (const thing of fewOf(things())) {
    const given = await rehearse(open.current, () => work(viewer, thing.id));
    const wanted = expected(eyes, thing);
    const wrote = wanted === 'ok' ? [] : given.wrote.filter((what) => !traces.includes(what));
    const isTold = wanted === 'NotFound' && given.said !== never.said && missing(eyes) === 'NotFound';
    if (given.outcome !== wanted || wrote.length > 0 || isTold)
      wrong[`${eyes.who.role}: ${thing.of}`] = { given, wanted, never: never.said };
  }
  return wrong;
}

describe('as the reference says, and leaving nothing where it refuses, works', () => {
  test.each(Object.entries(actionRows))('%s', async (_name, attempts) => {
    const wrong = {};
    for (const attempt of attempts)
      for (const eyes of fewEyes(everybody)) Object.assign(wrong, await tryAs(eyes, attempt));
    expect(wrong).toEqual({});
  });
});

test('a rehearsal sees what was written, and leaves nothing', async () => {
  const like = actionRows['feed.likePostAction']?.[0];
  const [thing] = like?.things() ?? [];
  const [owner] = classes;
  if (!like || !thing || !owner) throw new Error('There is nothing to like.');
  const count = () => open.current.query('select count(*)::int as likes from item_likes');
  const before = await count();
  const { outcome, wrote } = await rehearse(open.current, () => like.work(viewerOf(owner), thing.id));
  expect({ outcome, wrote }).toEqual({ outcome: 'ok', wrote: ['item_likes', 'feed_items', 'outbox_events'] });
  expect(await count()).toEqual(before);
});
