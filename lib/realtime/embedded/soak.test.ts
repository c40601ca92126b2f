import { expect, test, vi } from 'vitest';
import { soakSockets } from './soak';

test('the figures are of every client that was to hear of an event', { timeout: 60_000 }, async () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { toAll, toOne } = await soakSockets(40);
  const lines = printed.mock.calls.map(([line]) => String(line)).join('');
  printed.mockRestore();
  expect([toAll.count, toOne.count]).toEqual([800, 200]);
  expect(toAll.p50).toBeGreaterThan(0);
  expect(lines).toMatch(
    /^40 sockets.* KiB each\none event to all of them: p50 .*\none event to one of them: p50 .*\n$/,
  );
});
