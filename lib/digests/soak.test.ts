import { expect, test, vi } from 'vitest';
import { soakDigests } from './soak';

test('the figures are of everybody’s digest', { timeout: 120_000 }, async () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const figures = await soakDigests(200);
  printed.mockRestore();
  expect(figures.people).toBe(200);
  expect(figures.mails + figures.empty).toBe(200);
  expect(figures.mails).toBeGreaterThan(100);
  expect(figures.statementsEach).toBeLessThan(21);
});
